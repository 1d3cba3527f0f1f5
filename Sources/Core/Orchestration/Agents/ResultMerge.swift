import JSON

/// Makes one result of the results of several agents.
enum ResultMerge {
    private static let severities = ["critical", "high", "medium", "low", "info"]

    /// One agent's result as it is; of several, every summary by agent, all findings gravest first, and each whole
    /// result under `agents`.
    static func merge(_ results: [(agent: String, result: JSONValue)]) -> JSONValue {
        if results.count == 1 { return results[0].result }
        let findings = results.flatMap { $0.result["findings"]?.arrayValue ?? [] }
        let summaries = results.map { ($0.agent, $0.result["summary"] ?? .null) }
        return [
            "summary": .object(JSONObject(summaries)),
            "findings": .array(gravestFirst(findings)),
            "agents": .object(JSONObject(results.map { ($0.agent, $0.result) })),
        ]
    }

    /// Findings of equal severity keep their order; one of unknown severity comes last.
    private static func gravestFirst(_ findings: [JSONValue]) -> [JSONValue] {
        let ranked = findings.enumerated().map { index, finding in
            let severity = finding["severity"]?.stringValue ?? ""
            return (rank: severities.firstIndex(of: severity) ?? severities.count, index: index, finding: finding)
        }
        return ranked.sorted { ($0.rank, $0.index) < ($1.rank, $1.index) }.map(\.finding)
    }
}
