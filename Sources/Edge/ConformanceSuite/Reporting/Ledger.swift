import JSON

/// Collects what happens in a run, in order.
struct Ledger {
    /// Why a rule was not held against a subject.
    enum Skip {
        /// The specification has nothing that the rule could stand on.
        case nothingToStandOn
        /// It takes longer than a run may.
        case outOfTime
        /// It should have been reached.
        case notReached
    }

    private struct Entry {
        var checks = 0
        var skips: [String] = []
        /// Whether one of the skips should not have been.
        var isDue = false
        var doubts: [String] = []
        var findings: [Finding] = []
        var place: SourceLocation?
    }

    private struct Key: Hashable {
        let rule: String
        let subject: String
    }

    /// More findings of one rule on one subject that got the same status say nothing more; those that got another do:
    /// what was accepted is not hidden by what was refused in the wrong words.
    private static let findingLimit = 5

    private var order: [Key] = []
    private var entries: [Key: Entry] = [:]
    /// How long each rule's own questions took.
    var seconds: [String: Double] = [:]
    /// Which rules were held against the server for a line of the specification.
    private(set) var lines: [SpecLine: Set<String>] = [:]

    /// - Parameter places: the lines it is about, the first of them that of the subject.
    mutating func check(_ rule: String, _ subject: String, at places: [SourceLocation] = []) {
        change(rule, subject) { entry in
            entry.checks += 1
            entry.place = entry.place ?? places.first
        }
        for place in places { show(rule, at: place) }
    }

    /// A rule was held against the server for this line.
    mutating func show(_ rule: String, at place: SourceLocation) { lines[SpecLine(place), default: []].insert(rule) }

    mutating func skip(_ rule: String, _ subject: String, _ why: String, _ kind: Skip = .notReached) {
        change(rule, subject) { entry in
            if !entry.skips.contains(why) { entry.skips.append(why) }
            if kind == .notReached { entry.isDue = true }
        }
    }

    mutating func doubt(_ rule: String, _ subject: String, _ why: String) {
        change(rule, subject) { if !$0.doubts.contains(why) { $0.doubts.append(why) } }
    }

    /// Whether another finding would be kept.
    func hasRoom(_ finding: Finding) -> Bool {
        let others = entries[Key(rule: finding.rule, subject: finding.subject)]?.findings ?? []
        return Self.hasRoom(finding, among: others)
    }

    private static func hasRoom(_ finding: Finding, among others: [Finding]) -> Bool {
        others.count { $0.gotStatus == finding.gotStatus } < findingLimit
    }

    /// Whether it was kept: what says the same as one before, and what is too much, is not.
    mutating func find(_ finding: Finding) -> Bool {
        var isKept = false
        change(finding.rule, finding.subject) { entry in
            let isKnown = entry.findings.contains { $0.attempt == finding.attempt && $0.expected == finding.expected }
            guard !isKnown, Self.hasRoom(finding, among: entry.findings) else { return }
            entry.findings.append(finding)
            isKept = true
        }
        if let place = finding.spec { show(finding.rule, at: place) }
        return isKept
    }

    var findings: [Finding] { order.flatMap { entries[$0]?.findings ?? [] } }

    func hasFinding(_ rule: String) -> Bool { entries.contains { $0.key.rule == rule && !$0.value.findings.isEmpty } }

    func hasFinding(_ rule: String, _ subject: String) -> Bool {
        entries[Key(rule: rule, subject: subject)]?.findings.isEmpty == false
    }

    func hasAny(_ rule: String) -> Bool { order.contains { $0.rule == rule } }

    /// Why a rule that has something to stand on was held against nothing; nil where it was held, or has nothing.
    func idleReason(_ rule: String) -> String? {
        let own = order.filter { $0.rule == rule }.compactMap { entries[$0] }
        guard own.allSatisfy({ $0.checks == 0 && $0.findings.isEmpty && $0.doubts.isEmpty }) else { return nil }
        return own.first(where: \.isDue)?.skips.first
    }

    /// The cases by rule, in the order of the rules.
    func cases(_ rules: [Rule]) -> [Case] {
        let keys = Dictionary(grouping: order, by: \.rule)
        return rules.flatMap { rule in
            (keys[rule.id] ?? []).map { key in
                let entry = entries[key] ?? Entry()
                let verdict: Case.Verdict =
                    !entry.findings.isEmpty
                    ? .failed : !entry.doubts.isEmpty ? .inconclusive : entry.checks > 0 ? .passed : .skipped
                let notes = entry.doubts + entry.skips
                return Case(
                    rule: key.rule, subject: key.subject, verdict: verdict, checks: entry.checks, notes: notes,
                    findings: entry.findings, spec: entry.findings.first?.spec ?? entry.place)
            }
        }
    }

    private mutating func change(_ rule: String, _ subject: String, _ change: (inout Entry) -> Void) {
        let key = Key(rule: rule, subject: subject)
        if entries[key] == nil { order.append(key) }
        change(&entries[key, default: Entry()])
    }
}
