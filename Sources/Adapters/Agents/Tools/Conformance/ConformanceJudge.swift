public import Outbound

/// Holds a live server against its specification; the judge itself stands above the agents, and whoever puts the server
/// together hands it in.
public protocol ConformanceJudge: Sendable {
    /// Judges the server at `order.target` and connects to no other address than one of those checked there.
    ///
    /// Throws `ToolError` if there can be no verdict: the files cannot be used, nobody answers, nobody can log in. Ends
    /// soon after its Swift task is cancelled.
    func judge(_ order: ConformanceOrder) async throws(ToolError) -> ConformanceVerdict
}

/// Whom to judge, and by what.
public struct ConformanceOrder: Sendable {
    /// The server's URL without a path: "http://127.0.0.1:8000".
    public var url: String
    /// Where it is, as the egress policy let it through.
    public var target: CheckedTarget
    /// The folder or file of the specification, as messages show it.
    public var root: String
    /// The files of the specification by their paths: "spec/openapi.yaml".
    public var files: [String: [UInt8]]
    /// A file with those whom the judge may log in as, if there is one.
    public var users: (file: String, bytes: [UInt8])?
    /// Globs of the rules to hold; empty for all.
    public var only: [String]
    /// Decides what is generated.
    public var seed: UInt64
}

/// What came of it.
public struct ConformanceVerdict: Sendable {
    /// Where the server departs from its specification.
    public struct Departure: Sendable {
        /// The id of the rule: "auth.missing-token".
        public var rule: String
        /// What the rule asks for, in one sentence without a full stop.
        public var title: String
        /// Whether the rule is one that must be kept, not only should be.
        public var isBinding: Bool
        /// What was asked: "POST /api/v1/tasks".
        public var subject: String
        /// How it was asked: "/priority: 11, above the maximum 10".
        public var attempt: String
        public var expected: String
        public var got: String
        /// The line of the specification: "spec/openapi.yaml:12:3".
        public var specification: String?
        /// A shell line that shows it; secrets stand as "$TOKEN" and "$PASSWORD".
        public var curl: String

        public init(
            rule: String, title: String, isBinding: Bool, subject: String, attempt: String, expected: String,
            got: String, specification: String?, curl: String
        ) {
            self.rule = rule
            self.title = title
            self.isBinding = isBinding
            self.subject = subject
            self.attempt = attempt
            self.expected = expected
            self.got = got
            self.specification = specification
            self.curl = curl
        }
    }

    /// Something that was not judged, or not to the end.
    public struct Gap: Sendable {
        public var rule: String
        public var subject: String
        public var reason: String

        public init(rule: String, subject: String, reason: String) {
            self.rule = rule
            self.subject = subject
            self.reason = reason
        }
    }

    /// Title and version of the specification.
    public var specification: String
    /// How many requests were sent.
    public var requests: Int
    /// How often a rule was held against the server.
    public var checks: Int
    /// Rules held against a subject, such as an operation, and kept there.
    public var passed: Int
    public var departures: [Departure]
    public var gaps: [Gap]

    public init(
        specification: String, requests: Int, checks: Int, passed: Int, departures: [Departure], gaps: [Gap]
    ) {
        self.specification = specification
        self.requests = requests
        self.checks = checks
        self.passed = passed
        self.departures = departures
        self.gaps = gaps
    }
}
