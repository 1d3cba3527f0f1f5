import JSON

extension Report {
    /// The report in version 14 of the Test Anything Protocol: a test point for each rule on each subject.
    ///
    /// What the baseline accepts is a point "not ok" with the directive "Todo", in any case of its letters; what has no verdict is skipped.
    public var tap: String {
        var lines = ["TAP version 14", "1..\(cases.count)"]
        for (index, one) in cases.enumerated() { lines += Self.point(one, index + 1) }
        if let reason = ending.reason { lines.append("Bail out! \(reason.oneLine)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func point(_ one: Case, _ number: Int) -> [String] {
        let title = "\(number) - \("\(one.rule) \(one.subject)".tapDescription)"
        switch one.verdict {
        case .passed: return ["ok \(title)"]
        case .skipped, .inconclusive: return ["ok \(title) # SKIP \(one.why.oneLine)"]
        case .failed: return ["not ok \(title)"] + block(one)
        case .accepted:
            let why = one.findings.compactMap { $0.acceptance?.text }.first ?? ""
            return ["not ok \(title) # Todo \(why.oneLine)"] + block(one)
        }
    }

    /// The YAML block behind a point; its strings are JSON, which YAML reads.
    private static func block(_ one: Case) -> [String] {
        ["  ---", "  findings:"]
            + one.findings.flatMap { finding -> [String] in
                let place = finding.spec.map { "\($0)" } ?? ""
                let members = [
                    ("attempt", finding.attempt), ("expected", finding.expected), ("got", finding.got),
                    ("spec", place), ("curl", finding.curl), ("again", finding.recurrence.text),
                ]
                return members.enumerated().map { index, member in
                    "\(index == 0 ? "    - " : "      ")\(member.0): \(JSONValue.string(member.1).jsonText)"
                }
            } + ["  ..."]
    }
}

extension String {
    fileprivate var oneLine: String { replacing("\r", with: " ").replacing("\n", with: " ") }

    /// A number sign begins a directive, so it and the backslash are escaped.
    fileprivate var tapDescription: String { oneLine.replacing("\\", with: "\\\\").replacing("#", with: "\\#") }
}
