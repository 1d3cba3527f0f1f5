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
        let open = cases.filter { $0.verdict == .skipped || $0.verdict == .inconclusive }
        for one in open {
            lines.append("\(one.verdict.rawValue) \(one.rule) \(one.subject): \(one.notes.joined(separator: "; "))")
        }
        if !open.isEmpty { lines.append("") }
        lines.append(summary)
        return lines.joined(separator: "\n")
    }

    /// One line: how much was held against the server, and what came of it.
    public var summary: String {
        "\(findings.count) findings"
            + (contradictions.isEmpty ? "" : ", \(contradictions.count) contradictions of the specification")
            + "; \(cases.count) cases: \(count(.passed)) passed, \(count(.failed)) failed, "
            + "\(count(.inconclusive)) inconclusive, \(count(.skipped)) skipped; \(checks) checks, \(requests) requests, "
            + "\(Self.tenths(seconds)) s"
    }

    private static func lines(_ finding: Finding) -> [String] {
        var lines = [
            "FAILED \(finding.rule) \(finding.subject)", "   tried:    \(finding.attempt)",
            "   expected: \(finding.expected)", "   got:      \(finding.got)",
        ]
        if let spec = finding.spec { lines.append("   spec:     \(spec)") }
        lines += ["   \(finding.curl)", ""]
        return lines
    }

    private var table: [String] {
        let groups = rules.map { $0.id.split(separator: ".").first.map(String.init) ?? $0.id }.distinct
        let rows = groups.map { group -> [String] in
            let inside = cases.filter { $0.rule == group || $0.rule.hasPrefix("\(group).") }
            let verdicts: [Case.Verdict] = [.passed, .failed, .inconclusive, .skipped]
            let checks = inside.reduce(0) { $0 + $1.checks }
            return [group] + verdicts.map { one in String(inside.count { $0.verdict == one }) } + [String(checks)]
        }
        let all = [["group", "passed", "failed", "inconclusive", "skipped", "checks"]] + rows
        let widths = (0..<6).map { column in all.map { $0[column].count }.max() ?? 0 }
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
