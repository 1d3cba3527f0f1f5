import JSON

extension Report {
    /// The report as JUnit XML: a suite for each rule, a test case for each of its subjects.
    public var junit: String {
        let total = "tests=\"\(cases.count)\" failures=\"\(count(.failed))\" skipped=\"\(openCount)\""
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites name=\"amas conform\" \(total) time=\"\(Self.tenths(seconds))\">",
        ]
        for rule in rules {
            let own = cases.filter { $0.rule == rule.id }
            guard !own.isEmpty else { continue }
            let failed = own.count { $0.verdict == .failed }
            let open = own.count { $0.verdict == .skipped || $0.verdict == .inconclusive }
            lines.append(
                "  <testsuite name=\"\(rule.id.xml)\" tests=\"\(own.count)\" failures=\"\(failed)\" skipped=\"\(open)\">"
            )
            lines += own.flatMap { Self.xml($0, rule, seed: seed) }
            lines.append("  </testsuite>")
        }
        return (lines + ["</testsuites>", ""]).joined(separator: "\n")
    }

    private var openCount: Int { count(.skipped) + count(.inconclusive) }

    private static func xml(_ one: Case, _ rule: Rule, seed: UInt64) -> [String] {
        var lines = ["    <testcase classname=\"\(rule.id.xml)\" name=\"\(one.subject.xml)\">", "      <properties>"]
        var properties = [
            ("level", rule.level.rawValue), ("basis", rule.basis), ("checks", String(one.checks)),
            ("seed", String(seed)),
        ]
        if let spec = one.findings.first?.spec { properties.append(("spec", spec.description)) }
        lines += properties.map { "        <property name=\"\($0.0)\" value=\"\($0.1.xml)\"/>" }
        lines.append("      </properties>")
        for finding in one.findings {
            let message = "\(finding.attempt): expected \(finding.expected), got \(finding.got)"
            let text = [finding.spec?.description, finding.curl].compactMap { $0 }.joined(separator: "\n")
            lines.append("      <failure message=\"\(message.xml)\">\(text.xml)</failure>")
        }
        if one.verdict == .skipped || one.verdict == .inconclusive {
            let why = (one.verdict == .inconclusive ? "inconclusive: " : "") + one.notes.joined(separator: "; ")
            lines.append("      <skipped message=\"\(why.xml)\"/>")
        }
        return lines + ["    </testcase>"]
    }
}

extension String {
    /// Escaped for XML 1.0; characters that XML cannot hold become U+FFFD.
    var xml: String {
        var output = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "\n": output += "&#10;"
            case "\t": output += "&#9;"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
