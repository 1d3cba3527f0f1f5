import APISpec
import FindingFormats
import JSON

extension Report {
    /// The findings as SARIF 2.1.0, each on its line of the specification.
    ///
    /// - Parameter version: of the program.
    public func sarif(version: String) -> String {
        let log = SARIFLog(
            version: version, rules: rules.map { SARIFLog.Rule(id: $0.id, title: $0.title, help: $0.basis) },
            results: findings.map(result),
            properties: [
                "url": .string(url), "seed": .string(String(seed)), "specDigest": .string(specDigest),
                "suiteDigest": .string(suiteDigest),
            ])
        return log.json.jsonText + "\n"
    }

    private func result(_ finding: Finding) -> SARIFResult {
        let message = [
            "\(finding.subject), \(finding.summary)", finding.doubtText, finding.note, finding.curl,
        ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n")
        return SARIFResult(
            rule: finding.rule, level: rule(finding.rule)?.level == .must ? .error : .warning, message: message,
            location: finding.spec, fingerprint: finding.fingerprint, acceptance: finding.acceptance?.text,
            properties: ["subject": .string(finding.subject), "attempt": .string(finding.attempt)])
    }
}

extension Finding {
    /// The same for the same departure in every run, wherever its line has moved to.
    var fingerprint: String { CanonicalDigest.sha256([.string(rule), .string(subject), .string(attempt)]) }
}
