public import JSON

/// Where a server departs from its specification.
public struct Finding: Sendable, Equatable {
    /// Id of the rule.
    public var rule: String
    /// What was asked, such as "POST /api/v1/tasks".
    public var subject: String
    /// How it was asked, such as "/priority: 11, above the maximum 10".
    public var attempt: String
    public var expected: String
    public var got: String
    /// The line of the specification that is departed from.
    public var spec: SourceLocation?
    /// A shell line that shows it; secrets stand as "$TOKEN" and "$PASSWORD".
    public var curl: String

    public init(
        rule: String, subject: String, attempt: String, expected: String, got: String, spec: SourceLocation?,
        curl: String
    ) {
        self.rule = rule
        self.subject = subject
        self.attempt = attempt
        self.expected = expected
        self.got = got
        self.spec = spec
        self.curl = curl
    }
}
