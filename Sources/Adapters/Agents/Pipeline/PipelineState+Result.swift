import JSON
import JSONSchema
import Orchestration

extension PipelineState {
    /// The rendered result with its summary, findings and record of steps; a failure if it is not what it must be.
    var result: Result<JSONValue, TaskFailure> {
        do throws(EvaluationError) {
            var result = try agent.result.render(in: scope, at: "result")
            if result["findings"]?.isNull ?? true { result["findings"] = [] }
            if result["summary"]?.isNull ?? true { result["summary"] = .string(summary(of: result)) }
            if let fault = Self.fault(in: result) { throw EvaluationError(fault) }
            // An agent that grades its own work keeps its grade.
            if result["quality"] == nil, let quality { result["quality"] = .double(quality) }
            result["steps"] = .array(zip(agent.steps, steps).map { $0.1.record(id: $0.0.id) })
            return .success(result)
        } catch {
            let detail = "Agent \(agent.profile.id) failed: \(error.message)"
            return .failure(TaskFailure(code: "AGENT_FAILED", detail: detail))
        }
    }

    /// The summary of a result that gives none.
    private func summary(of result: JSONValue) -> String {
        let count = result["findings"]?.arrayValue?.count ?? 0
        let findings = count == 0 ? "no findings" : count == 1 ? "1 finding" : "\(count) findings"
        return "\(agent.profile.displayName): \(findings) on \(task.target)"
    }

    /// The share of the pipeline's weight whose steps completed, of those that were not skipped; nil if all were.
    private var quality: Double? {
        let counted = zip(agent.steps, steps).filter { $0.1.status != .skipped }
        let total = counted.reduce(0) { $0 + $1.0.weight }
        guard total > 0 else { return nil }
        return counted.reduce(0) { $0 + Double($1.0.weight) * $1.1.goodShare } / Double(total)
    }

    private static func fault(in result: JSONValue) -> String? {
        guard let schema = ResultShape.compiled else { return nil }
        return schema.violations(of: Document(result).root, limit: 1).first.map { violation in
            "result\(violation.instance.dotted) \(violation.message)"
        }
    }
}

extension JSONPointer {
    /// The pointer as agents.yaml writes paths: ".findings[0].rule".
    fileprivate var dotted: String {
        tokens.map { token in Int(token).map { "[\($0)]" } ?? ".\(token)" }.joined()
    }
}

extension TaskRecord {
    /// What `task` stands for in expressions; `Paths.taskMembers` lists the same names.
    var expressionValue: JSONValue {
        [
            "id": .string(id), "title": .string(title), "description": description.map(JSONValue.string) ?? nil,
            "task_type": .string(taskType), "target": .string(target), "priority": .integer(priority),
            "owner": .string(owner), "attempt": .integer(attempt), "created_at": .string(createdAt.description),
        ]
    }
}
