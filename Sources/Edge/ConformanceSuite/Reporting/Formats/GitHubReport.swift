import FindingFormats
import JSON

extension Report {
    /// A line for each finding that nobody has accepted, which GitHub Actions shows beside its line of the specification.
    public var annotations: [String] {
        openFindings.map { finding in
            WorkflowCommand(
                level: rule(finding.rule)?.level == .must ? "error" : "warning", title: finding.rule,
                message: "\(finding.subject), \(finding.summary)", location: finding.spec
            ).description
        }
    }

    /// More findings than people read are in the other reports.
    private static let shownFindings = 50

    /// The report as Markdown, for the summary of a job.
    public var markdown: String {
        var lines = ["### amas conform: \(headline)", "", "| " + tableRows[0].joined(separator: " | ") + " |"]
        lines.append("|---" + String(repeating: "|---:", count: tableRows[0].count - 1) + "|")
        lines += tableRows.dropFirst().map { "| " + $0.joined(separator: " | ") + " |" }
        lines += ["", summary, ""]
        for finding in openFindings.prefix(Self.shownFindings) {
            lines += [
                "- **\(finding.rule)** \(finding.subject.markdown), \(finding.attempt.markdown): expected "
                    + "\(finding.expected.markdown), got \(finding.got.markdown)"
                    + (finding.spec.map { " (`\($0)`)" } ?? "")
            ]
        }
        let rest = openFindings.count - Self.shownFindings
        if rest > 0 { lines.append("- and \(rest) more") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// What came of it, in a few words.
    var headline: String {
        if let reason = ending.reason { return reason }
        if !openFindings.isEmpty { return "\(openFindings.count) findings" }
        return checks == 0 ? "nothing was judged" : "no findings"
    }
}

extension String {
    /// On one line, with what Markdown would take as markup escaped.
    fileprivate var markdown: String {
        var output = ""
        for character in self {
            if "\\`*_{}[]<>#|~".contains(character) { output.append("\\") }
            output.append(character.isNewline ? " " : character)
        }
        return output
    }
}
