import JSON

/// What one rule says of a page.
struct Verdict {
    /// What was judged: "content-security-policy".
    let test: String
    /// The outcome in one word: "missing".
    let result: String
    /// Points added to or taken from the score, as the MDN HTTP Observatory counts them.
    let points: Int
    /// Nil where nothing needs mending.
    let findings: [Finding]

    init(_ test: String, _ result: String, _ points: Int, _ findings: [Finding] = []) {
        self.test = test
        self.result = result
        self.points = points
        self.findings = findings
    }

    var json: JSONValue { ["test": .string(test), "result": .string(result), "points": .integer(points)] }

    /// How bad an outcome is that costs this many points.
    static func severity(_ points: Int) -> Finding.Severity {
        switch points {
        case ...(-40): .high
        case ...(-20): .medium
        case ...(-1): .low
        default: .info
        }
    }
}

/// One rule about web pages.
///
/// Names, outcomes and points are those of the MDN HTTP Observatory, as its public documentation lists them
/// (developer.mozilla.org/en-US/observatory/docs/tests_and_scoring).
protocol PageRule: Sendable {
    func verdict(on page: Page) -> Verdict
}

extension PageRule {
    /// A verdict with one finding of the severity that its points mean.
    func fault(
        _ test: String, _ result: String, _ points: Int, rule: String, _ title: String, remedy: String, on page: Page,
        evidence: JSONValue
    ) -> Verdict {
        let finding = Finding(
            rule: rule, severity: Verdict.severity(points), title: title, evidence: evidence, remedy: remedy,
            location: page.location)
        return Verdict(test, result, points, [finding])
    }
}
