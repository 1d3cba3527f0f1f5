import JSON

/// Which templates of a log deserve attention.
struct TemplateRules {
    /// The most frequent first.
    let templates: [TemplateTable.Template]
    let lines: Int
    let path: String
    /// How much of the end of the log counts as recent.
    let recentPercent: Int

    /// Fewer lines than these have no end that could differ from the rest.
    private static let enough = 100
    /// Rarer templates are left out.
    private static let least = 3
    /// Of each rule.
    private static let limit = 10

    var findings: [Finding] { recent + errors }

    private func finding(
        _ rule: String, _ severity: Finding.Severity, _ title: String, _ template: TemplateTable.Template,
        _ remedy: String
    ) -> Finding {
        Finding(
            rule: rule, severity: severity, title: title,
            evidence: [
                "template": .string(template.text), "count": .integer(template.count),
                "errors": .integer(template.entry.errors), "lines": .integer(lines),
                "first_line": .integer(template.entry.firstLine), "last_line": .integer(template.entry.lastLine),
                "example": .string(template.entry.example),
            ], remedy: remedy, location: "\(path):\(template.entry.firstLine)")
    }

    private var recent: [Finding] {
        guard lines >= Self.enough else { return [] }
        let begin = lines - lines * recentPercent / 100
        return templates.filter { $0.entry.firstLine > begin && $0.count >= Self.least }.prefix(Self.limit).map {
            finding(
                "log.template.recent", $0.entry.errors > 0 ? .medium : .low,
                "\"\($0.text.prefix(120))\" appears only in the last \(recentPercent) % of the log", $0,
                "Compare with what changed at that time; before line \($0.entry.firstLine) it never occurred.")
        }
    }

    /// What most of the errors say.
    private var errors: [Finding] {
        let all = templates.filter { $0.entry.errors >= Self.least }.sorted {
            ($1.entry.errors, $0.entry.firstLine) < ($0.entry.errors, $1.entry.firstLine)
        }
        return all.prefix(Self.limit).map {
            finding(
                "log.template.errors", $0.entry.errors * 100 >= lines ? .medium : .low,
                "\($0.entry.errors) errors of the form \"\($0.text.prefix(120))\"", $0,
                "Mend the cause of the most frequent form first: the others often follow from it.")
        }
    }
}
