import SchemaInstances

extension Report {
    /// The report for people: findings in full, then a table of groups, then why rules were skipped.
    public var text: String {
        var lines = findings.flatMap(Self.lines)
        for one in contradictions {
            lines.append("CONTRADICTION \(one.subject): \(one.message)\(one.spec.map { " (\($0))" } ?? "")")
        }
        if !contradictions.isEmpty { lines.append("") }
        lines += table
        let open = cases.filter(\.isOpen)
        for one in open {
            lines.append("\(one.verdict.rawValue) \(one.rule) \(one.subject): \(one.notes.joined(separator: "; "))")
        }
        if !open.isEmpty { lines.append("") }
        lines.append(summary)
        return lines.joined(separator: "\n")
    }

    /// One line: how much was held against the server, and what came of it.
    public var summary: String {
        let counts = Case.Verdict.allCases.map { "\(count($0)) \($0)" }
        let wrong = contradictions.isEmpty ? "" : ", \(contradictions.count) contradictions of the specification"
        return "\(ending.reason.map { "\($0); " } ?? "")\(openFindings.count) findings\(wrong); "
            + "\(cases.count) cases: "
            + "\(counts.joined(separator: ", ")); \(checks) checks, \(requests) requests, \(Self.tenths(seconds)) s"
    }

    private static func lines(_ finding: Finding) -> [String] {
        var lines = [
            "\(finding.acceptance == nil ? "FAILED" : "ACCEPTED") \(finding.rule) \(finding.subject)",
            "   tried:    \(finding.attempt)", "   expected: \(finding.expected)", "   got:      \(finding.got)",
        ]
        if let spec = finding.spec { lines.append("   spec:     \(spec)") }
        if let doubt = finding.doubtText { lines.append("   again:    \(doubt)") }
        if let acceptance = finding.acceptance { lines.append("   \(acceptance.text)") }
        if let note = finding.note { lines.append("   \(note)") }
        if !finding.curl.isEmpty { lines.append("   \(finding.curl)") }
        return lines + [""]
    }

    /// A row of names, then a row for each group of rules: its name, how many cases have which verdict, its checks.
    var tableRows: [[String]] {
        let verdicts = Case.Verdict.allCases
        let groups = Dictionary(grouping: cases) { $0.rule.ruleGroup }
        return [["group"] + verdicts.map(\.rawValue) + ["checks"]]
            + rules.map(\.id.ruleGroup).distinct.map { group in
                let inside = groups[group] ?? []
                let checks = inside.reduce(0) { $0 + $1.checks }
                return [group] + verdicts.map { one in String(inside.count { $0.verdict == one }) } + [String(checks)]
            }
    }

    private var table: [String] {
        let all = tableRows
        let widths = all[0].indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            row.enumerated().map { index, cell in
                let space = String(repeating: " ", count: widths[index] - cell.count)
                return index == 0 ? cell + space : space + cell
            }.joined(separator: "  ")
        } + [""]
    }

    static func tenths(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension String {
    /// The part of a rule's id before the dot.
    var ruleGroup: String { split(separator: ".").first.map(String.init) ?? self }
}

extension Finding {
    /// What to tell of a finding that did not come again; nil where it did, or was not asked for again.
    var doubtText: String? {
        guard case .gone(let answer) = recurrence else { return nil }
        return "it did not come again, the answer was \(answer)"
    }
}

extension Finding.Recurrence {
    /// In a few words.
    var text: String {
        switch self {
        case .again: "yes"
        case .gone(let answer): "no: \(answer)"
        case .untried(let why): "not tried: \(why)"
        }
    }
}

extension Report.Ending {
    /// Why it did not come to its end; nil where it did.
    public var reason: String? {
        switch self {
        case .complete: nil
        case .interrupted: "interrupted before its end"
        case .aborted(let reason): reason
        }
    }
}
