import JSON

/// Makes one result of what several agents made of a task.
enum ResultMerge {
    private static let severities = ["critical", "high", "medium", "low", "info"]

    /// The result of a task's only agent as it is.
    ///
    /// Of several agents: every summary by agent, all findings gravest first, each with its `agent_id`, and what each
    /// agent gave under `agents`. An agent that failed has its sentence for a summary and `{status, error}` there.
    static func merge(_ parts: [(agent: String, outcome: Result<JSONValue, TaskFailure>)]) -> JSONValue {
        if parts.count == 1, case .success(let result) = parts[0].outcome { return result }
        return [
            "summary": .object(JSONObject(parts.map { ($0.agent, summary($0.outcome)) })),
            "findings": .array(gravestFirst(parts.flatMap(findings))),
            "agents": .object(JSONObject(parts.map { ($0.agent, whole($0.outcome)) })),
        ]
    }

    private static func summary(_ outcome: Result<JSONValue, TaskFailure>) -> JSONValue {
        switch outcome {
        case .success(let result): result["summary"] ?? .null
        case .failure(let failure): .string(failure.detail)
        }
    }

    private static func whole(_ outcome: Result<JSONValue, TaskFailure>) -> JSONValue {
        switch outcome {
        case .success(let result): return result
        case .failure(let failure):
            let error: JSONValue = ["error_code": .string(failure.code), "detail": .string(failure.detail)]
            return ["status": .string(TaskStatus.failed.rawValue), "error": error]
        }
    }

    private static func findings(_ part: (agent: String, outcome: Result<JSONValue, TaskFailure>)) -> [JSONValue] {
        guard case .success(let result) = part.outcome else { return [] }
        return (result["findings"]?.arrayValue ?? []).map { finding in
            guard case .object(var members) = finding else { return finding }
            members["agent_id"] = .string(part.agent)
            return .object(members)
        }
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
