public import JSON

/// One rule on one subject: what the JUnit file calls a test case.
public struct Case: Sendable, Equatable {
    public enum Verdict: String, Sendable, CaseIterable {
        case passed, failed
        /// Failed, and every finding is accepted by the baseline.
        case accepted
        case inconclusive, skipped
    }

    public var rule: String
    public var subject: String
    public var verdict: Verdict
    /// How often it was held against the server.
    public var checks: Int
    /// Why it was skipped or left open; else empty.
    public var notes: [String]
    public var findings: [Finding]
    /// The line of the specification that it is about; nil where it is about none.
    public var spec: SourceLocation?

    public init(
        rule: String, subject: String, verdict: Verdict, checks: Int, notes: [String] = [], findings: [Finding] = [],
        spec: SourceLocation? = nil
    ) {
        self.rule = rule
        self.subject = subject
        self.verdict = verdict
        self.checks = checks
        self.notes = notes
        self.findings = findings
        self.spec = spec
    }

    /// Skipped or inconclusive: there is no verdict on the server.
    var isOpen: Bool { verdict == .skipped || verdict == .inconclusive }

    /// Why it is open, in one line.
    var why: String { (verdict == .inconclusive ? "inconclusive: " : "") + notes.joined(separator: "; ") }
}
