/// One rule on one subject: what the JUnit file calls a test case.
public struct Case: Sendable, Equatable {
    public enum Verdict: String, Sendable {
        case passed, failed, skipped, inconclusive
    }

    public var rule: String
    public var subject: String
    public var verdict: Verdict
    /// How often it was held against the server.
    public var checks: Int
    /// Why it was skipped or left open; else empty.
    public var notes: [String]
    public var findings: [Finding]

    public init(
        rule: String, subject: String, verdict: Verdict, checks: Int, notes: [String] = [], findings: [Finding] = []
    ) {
        self.rule = rule
        self.subject = subject
        self.verdict = verdict
        self.checks = checks
        self.notes = notes
        self.findings = findings
    }
}

/// What a run has found.
public struct Report: Sendable, Equatable {
    public var url: String
    public var specification: String
    public var seed: UInt64
    public var rules: [Rule]
    public var cases: [Case]
    /// How many operations were judged.
    public var operations: Int
    /// What the specification itself gets wrong, and nothing was held against the server for.
    public var contradictions: [Contradiction]
    public var requests: Int
    public var seconds: Double

    public init(
        url: String, specification: String, seed: UInt64, rules: [Rule], cases: [Case], operations: Int = 0,
        contradictions: [Contradiction] = [], requests: Int, seconds: Double
    ) {
        self.url = url
        self.specification = specification
        self.seed = seed
        self.rules = rules
        self.cases = cases
        self.operations = operations
        self.contradictions = contradictions
        self.requests = requests
        self.seconds = seconds
    }

    public var findings: [Finding] { cases.flatMap(\.findings) }

    public func count(_ verdict: Case.Verdict) -> Int { cases.count { $0.verdict == verdict } }

    /// How often any rule was held against the server.
    public var checks: Int { cases.reduce(0) { $0 + $1.checks } }
}

/// Collects what happens in a run, in order.
struct Ledger {
    private struct Entry {
        var checks = 0
        var skips: [String] = []
        var doubts: [String] = []
        var findings: [Finding] = []
    }

    private struct Key: Hashable {
        let rule: String
        let subject: String
    }

    /// More findings of one rule on one subject say nothing more.
    private static let findingLimit = 5

    private var order: [Key] = []
    private var entries: [Key: Entry] = [:]

    mutating func check(_ rule: String, _ subject: String) { change(rule, subject) { $0.checks += 1 } }

    mutating func skip(_ rule: String, _ subject: String, _ why: String) {
        change(rule, subject) { if !$0.skips.contains(why) { $0.skips.append(why) } }
    }

    mutating func doubt(_ rule: String, _ subject: String, _ why: String) {
        change(rule, subject) { if !$0.doubts.contains(why) { $0.doubts.append(why) } }
    }

    /// Whether it was kept: what says the same as one before, and what is too much, is not.
    mutating func find(_ finding: Finding) -> Bool {
        var isKept = false
        change(finding.rule, finding.subject) { entry in
            let isKnown = entry.findings.contains { $0.attempt == finding.attempt && $0.expected == finding.expected }
            guard !isKnown, entry.findings.count < Self.findingLimit else { return }
            entry.findings.append(finding)
            isKept = true
        }
        return isKept
    }

    func hasAny(_ rule: String) -> Bool { order.contains { $0.rule == rule } }

    /// The cases by rule, in the order of the rules.
    func cases(_ rules: [Rule]) -> [Case] {
        rules.flatMap { rule in
            order.filter { $0.rule == rule.id }.map { key in
                let entry = entries[key] ?? Entry()
                let verdict: Case.Verdict =
                    !entry.findings.isEmpty
                    ? .failed : !entry.doubts.isEmpty ? .inconclusive : entry.checks > 0 ? .passed : .skipped
                let notes = entry.doubts + entry.skips
                return Case(
                    rule: key.rule, subject: key.subject, verdict: verdict, checks: entry.checks, notes: notes,
                    findings: entry.findings)
            }
        }
    }

    private mutating func change(_ rule: String, _ subject: String, _ change: (inout Entry) -> Void) {
        let key = Key(rule: rule, subject: subject)
        if entries[key] == nil { order.append(key) }
        change(&entries[key, default: Entry()])
    }
}
