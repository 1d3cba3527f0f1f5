import APISpec
import JSON

/// What a run has found.
public struct Report: Sendable, Equatable {
    /// How a run came to its end.
    public enum Ending: Sendable, Equatable {
        case complete
        /// Somebody stopped it: what had not been judged by then is skipped.
        case interrupted
        /// It could not go on, and why.
        case aborted(String)
    }

    public var url: String
    public var specification: String
    /// Which specification: `sha256:` and the digest, as the server publishes it.
    public var specDigest = ""
    public var seed: UInt64
    public var rules: [Rule]
    /// How long the questions of each rule that asks took, by its id.
    public var ruleSeconds: [String: Double] = [:]
    public var cases: [Case]
    /// How many operations were judged.
    public var operations: Int
    /// What the specification itself gets wrong, and nothing was held against the server for.
    public var contradictions: [Contradiction]
    public var requests: Int
    public var seconds: Double
    public var ending = Ending.complete
    public var coverage = Coverage()

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

    /// Every finding, accepted ones too.
    public var findings: [Finding] { cases.flatMap(\.findings) }

    /// The findings that nobody has accepted.
    public var openFindings: [Finding] { findings.filter { $0.acceptance == nil } }

    /// Whether there is a finding of this level or a higher one that nobody has accepted.
    public func isFailed(at level: Rule.Level) -> Bool {
        openFindings.contains { (rule($0.rule)?.level ?? .must) >= level }
    }

    public func count(_ verdict: Case.Verdict) -> Int { cases.count { $0.verdict == verdict } }

    /// How often any rule was held against the server.
    public var checks: Int { cases.reduce(0) { $0 + $1.checks } }

    /// Which suite has judged: the digest of the rules that were run, `sha256:` in front.
    public var suiteDigest: String {
        CanonicalDigest.sha256(
            .array(
                rules.map { rule in
                    [.string(rule.id), .string(rule.level.rawValue), .string(rule.title), .string(rule.basis)]
                }))
    }

    /// A script for each finding, under the name of a file that sorts as the findings do.
    public var scripts: [(name: String, text: String)] {
        findings.enumerated().filter { !$0.element.script.isEmpty }.map { index, finding in
            let number = String(index + 1)
            let zeros = String(repeating: "0", count: max(0, 3 - number.utf8.count))
            return ("\(zeros)\(number)-\(finding.rule).sh", finding.script)
        }
    }

    func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }
}
