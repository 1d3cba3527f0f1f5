import JSON

/// Puts the findings of several tools together.
struct FindingsMerge: Tool {
    let name = "findings.merge"
    let description = "Merges findings of several tools: removes duplicates, sorts by severity, counts and grades them."
    let inputSchema = InputShape.object(
        [
            "findings": [
                "type": ["array", "object", "null"],
                "description": "Findings, outputs of tools that hold findings, and lists of both, nested as they come.",
            ],
            "min_severity": [
                "enum": .array(Finding.Severity.allCases.map { .string($0.rawValue) }), "default": "info",
                "description": "Findings below it are left out.",
            ],
        ], required: ["findings"])

    /// Gives `{summary, findings, counts: {critical, high, medium, low, info, total}, grade}`.
    ///
    /// The grade follows the worst finding: A for none above info, B for low, C for medium, D for high, F for critical.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let least = Finding.Severity(rawValue: input["min_severity"]?.stringValue ?? "info") ?? .info
        var heap = FindingsHeap()
        heap.add(input["findings"] ?? .null)
        let kept = heap.sorted.filter { $0.severity >= least }
        return [
            "summary": .string(Self.summary(kept)), "findings": .array(kept.map(\.value)), "counts": Self.counts(kept),
            "grade": .string(Self.grade(kept)),
        ]
    }

    private static func counts(_ findings: [FindingsHeap.Entry]) -> JSONValue {
        let counts = Finding.Severity.allCases.reversed().map { severity in
            (severity.rawValue, JSONValue.integer(findings.count { $0.severity == severity }))
        }
        return .object(JSONObject(counts + [("total", .integer(findings.count))]))
    }

    private static func grade(_ findings: [FindingsHeap.Entry]) -> String {
        switch findings.map(\.severity).max() {
        case .critical: "F"
        case .high: "D"
        case .medium: "C"
        case .low: "B"
        case .info, nil: "A"
        }
    }

    /// "7 findings: 2 high, 4 medium, 1 low. The worst: The certificate expired 3 days ago (127.0.0.1:8443)."
    private static func summary(_ findings: [FindingsHeap.Entry]) -> String {
        guard let worst = findings.first else { return "No findings." }
        let counts = Finding.Severity.allCases.reversed().compactMap { severity in
            let count = findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)"
        }
        let total = findings.count == 1 ? "1 finding" : "\(findings.count) findings"
        let place = worst.location.isEmpty ? "" : " (\(worst.location))"
        return "\(total): \(counts.joined(separator: ", ")). The worst: \(worst.title)\(place)."
    }
}
