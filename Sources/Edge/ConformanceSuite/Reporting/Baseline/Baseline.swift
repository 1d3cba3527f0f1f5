public import JSON

/// Findings that are known and accepted for a while, so that a run fails on new ones alone.
public struct Baseline: Sendable, Equatable {
    public struct Entry: Sendable, Equatable {
        /// Glob of rule ids.
        public var rule: String
        /// Globs.
        public var subject: String
        public var attempt: String
        public var acceptance: Acceptance
        /// Where it stands in the file.
        public var location: SourceLocation?

        func covers(_ finding: Finding) -> Bool {
            Glob.fits(finding.rule, rule) && Glob.fits(finding.subject, subject) && Glob.fits(finding.attempt, attempt)
        }

        var title: String { "\(rule) \(subject)" + (attempt == "*" ? "" : ": \(attempt)") }
    }

    /// What keeps a baseline from growing old: an entry that covers nothing is a finding itself.
    static let rule = Rule(
        "baseline.current", "Every entry of the baseline still covers a finding", basis: "the baseline")

    public var entries: [Entry]

    public init(entries: [Entry]) { self.entries = entries }
}

extension Report {
    /// The report with the findings that a baseline covers taken as accepted, up to the last day of each.
    ///
    /// An entry that covers nothing is a finding of `baseline.current`, unless its rules were not run to their end.
    ///
    /// - Parameter today: the day of the run, such as "2026-11-28".
    public func accepting(_ baseline: Baseline, today: String) -> Report {
        var report = self
        var used: Set<Int> = []
        for (index, one) in cases.enumerated() where one.verdict == .failed {
            report.cases[index].findings = one.findings.map { finding in
                guard let entry = baseline.entries.firstIndex(where: { $0.covers(finding) }) else { return finding }
                used.insert(entry)
                return finding.accepted(by: baseline.entries[entry], today: today)
            }
            let isAccepted = report.cases[index].findings.allSatisfy { $0.acceptance != nil }
            if isAccepted { report.cases[index].verdict = .accepted }
        }
        report.rules.append(Baseline.rule)
        report.cases += baseline.entries.enumerated().map { index, entry in
            report.judgement(of: entry, isUsed: used.contains(index))
        }
        return report
    }

    private func judgement(of entry: Baseline.Entry, isUsed: Bool) -> Case {
        let rule = Baseline.rule.id
        let wasRun = ending == .complete && rules.contains { Glob.fits($0.id, entry.rule) }
        guard isUsed || wasRun else {
            return Case(
                rule: rule, subject: entry.title, verdict: .skipped, checks: 0,
                notes: ["its rules were not run to their end"], spec: entry.location)
        }
        guard !isUsed else {
            return Case(rule: rule, subject: entry.title, verdict: .passed, checks: 1, spec: entry.location)
        }
        let finding = Finding(
            rule: rule, subject: entry.title, attempt: "the findings of this run", expected: "a finding that it covers",
            got: "none: take the entry out", spec: entry.location, curl: "")
        return Case(
            rule: rule, subject: entry.title, verdict: .failed, checks: 1, findings: [finding], spec: entry.location)
    }
}

extension Finding {
    fileprivate func accepted(by entry: Baseline.Entry, today: String) -> Finding {
        var finding = self
        if today <= entry.acceptance.expires {
            finding.acceptance = entry.acceptance
        } else {
            let place = entry.location.map { " (\($0))" } ?? ""
            finding.note = "it was accepted until \(entry.acceptance.expires)\(place)"
        }
        return finding
    }
}
