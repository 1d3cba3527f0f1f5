public import JSON

/// Where a server departs from its specification.
public struct Finding: Sendable, Equatable {
    /// What became of a finding when it was asked for again, before it was reported.
    public enum Recurrence: Sendable, Equatable {
        case again
        /// It did not come again: what the server answered instead.
        case gone(String)
        /// Why it was not asked for again.
        case untried(String)
    }

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
    public var recurrence = Recurrence.untried("it is not the answer to one request")
    /// Why it is accepted; nil if nobody has accepted it.
    public var acceptance: Acceptance?
    /// What else there is to say, such as an acceptance that has expired.
    public var note: String?
    /// A shell script that shows it again; empty where none was made.
    public var script = ""
    /// The requests that lead to it from nothing; nil where it is not the answer to one request.
    var reproduction: Reproduction?

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

    /// The status that was got; nil where something else was.
    var gotStatus: Int? {
        let digits = got.prefix { $0.isASCII && $0.isNumber }
        return Int(digits).flatMap { 100..<600 ~= $0 ? $0 : nil }
    }

    /// One line: how it was asked, what was expected, what came.
    public var summary: String { "\(attempt): expected \(expected), got \(got)" }
}

/// Why a finding does not fail a run, and until when.
public struct Acceptance: Sendable, Equatable {
    public var reason: String
    /// The last day, such as "2027-03-31".
    public var expires: String

    public init(reason: String, expires: String) {
        self.reason = reason
        self.expires = expires
    }

    public var text: String { "accepted until \(expires): \(reason)" }
}
