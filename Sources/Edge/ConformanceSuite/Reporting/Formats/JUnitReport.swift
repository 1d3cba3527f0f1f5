import JSON

extension Report {
    /// The report as JUnit XML: a suite for each rule, a test case for each of its subjects.
    ///
    /// A failure is a departure of the server, an error is a run that did not come to its end, and skipped is what has
    /// no verdict or is accepted by the baseline.
    public var junit: String {
        let errors = ending == .complete ? 0 : 1
        let total =
            "tests=\"\(cases.count + errors)\" failures=\"\(count(.failed))\" errors=\"\(errors)\" "
            + "skipped=\"\(cases.count(where: \.isSkippedInJUnit))\""
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites name=\"amas conform\" \(total) time=\"\(Self.tenths(seconds))\">",
        ]
        lines += rules.flatMap(suite)
        if let reason = ending.reason { lines += unfinished(reason) }
        return (lines + ["</testsuites>", ""]).joined(separator: "\n")
    }

    private func suite(_ rule: Rule) -> [String] {
        let own = cases.filter { $0.rule == rule.id }
        guard !own.isEmpty else { return [] }
        let failed = own.count { $0.verdict == .failed }
        let skipped = own.count(where: \.isSkippedInJUnit)
        let counts = "tests=\"\(own.count)\" failures=\"\(failed)\" errors=\"0\" skipped=\"\(skipped)\""
        return ["  <testsuite name=\"\(rule.id.xml)\" \(counts)>"]
            + Self.properties(
                [
                    ("level", rule.level.rawValue), ("basis", rule.basis), ("spec_digest", specDigest),
                    ("suite_digest", suiteDigest),
                ], indent: "    ")
            + own.flatMap { testCase($0, rule) } + ["  </testsuite>"]
    }

    private func testCase(_ one: Case, _ rule: Rule) -> [String] {
        var lines = ["    <testcase classname=\"\(rule.id.xml)\" name=\"\(one.subject.xml)\">"]
        let place = one.spec.map { [("spec", $0.description)] } ?? []
        lines += Self.properties([("checks", String(one.checks)), ("seed", String(seed))] + place, indent: "      ")
        for finding in one.findings where finding.acceptance == nil {
            lines.append("      <failure message=\"\(finding.summary.xml)\">\(Self.details(finding).xml)</failure>")
        }
        if one.isOpen { lines.append("      <skipped message=\"\(one.why.xml)\"/>") }
        if one.verdict == .accepted {
            let reasons = one.findings.map { "\($0.summary); \($0.acceptance?.text ?? "")" }.joined(separator: "\n")
            lines.append("      <skipped message=\"\(reasons.xml)\"/>")
        }
        return lines + ["    </testcase>"]
    }

    private func unfinished(_ reason: String) -> [String] {
        [
            "  <testsuite name=\"run\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">",
            "    <testcase classname=\"run\" name=\"comes to its end\">",
            "      <error message=\"\(reason.xml)\"/>", "    </testcase>", "  </testsuite>",
        ]
    }

    private static func details(_ finding: Finding) -> String {
        [finding.spec?.description, finding.curl, finding.doubtText, finding.note].compactMap { $0 }
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func properties(_ list: [(String, String)], indent: String) -> [String] {
        ["\(indent)<properties>"]
            + list.map { "\(indent)  <property name=\"\($0.0)\" value=\"\($0.1.xml)\"/>" } + ["\(indent)</properties>"]
    }
}

extension Case {
    fileprivate var isSkippedInJUnit: Bool { isOpen || verdict == .accepted }
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
