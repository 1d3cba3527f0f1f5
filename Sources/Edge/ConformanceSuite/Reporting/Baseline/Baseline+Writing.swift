import JSON

extension Report {
    /// A baseline that covers every finding of the report, as YAML; what was accepted before keeps its reason and day.
    ///
    /// - Parameters:
    ///   - reason: for findings that nobody has accepted yet.
    ///   - expires: their last day, such as "2027-03-31".
    public func baseline(reason: String, expires: String) -> String {
        let lines = findings.filter { $0.rule != Baseline.rule.id }.flatMap { finding -> [String] in
            let acceptance = finding.acceptance ?? Acceptance(reason: reason, expires: expires)
            return [
                "- rule: \(finding.rule)", "  subject: \(Self.quoted(finding.subject))",
                "  attempt: \(Self.quoted(finding.attempt))", "  reason: \(Self.quoted(acceptance.reason))",
                "  expires: \(Self.quoted(acceptance.expires))",
            ]
        }
        return lines.isEmpty ? "[]\n" : lines.joined(separator: "\n") + "\n"
    }

    /// A double-quoted scalar of YAML, which takes every string of JSON (YAML 1.2.2 section 1.3).
    private static func quoted(_ text: String) -> String { JSONValue.string(text).jsonText }
}
