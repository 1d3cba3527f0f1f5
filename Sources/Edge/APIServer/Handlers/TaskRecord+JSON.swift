import JSON
import Orchestration

extension TaskRecord {
    /// The task as `components/schemas/Task` of the specification describes it.
    var json: JSONValue {
        [
            "id": .string(id),
            "title": .string(title),
            "description": description.map(JSONValue.string) ?? .null,
            "status": .string(status.rawValue),
            "task_type": .string(taskType),
            "target": .string(target),
            "priority": .integer(priority),
            "parameters": parameters,
            "owner": .string(owner),
            "prediction": prediction?.json ?? .null,
            "assigned_agents": .array(assignedAgents.map(JSONValue.string)),
            "progress": .double(progress),
            "attempt": .integer(attempt),
            "result": result ?? .null,
            "error": failure?.json ?? .null,
            "created_at": createdAt.json,
            "updated_at": updatedAt.json,
            "started_at": startedAt?.json ?? .null,
            "finished_at": finishedAt?.json ?? .null,
        ]
    }
}

extension TaskFailure {
    /// Why the task failed, with a code of the error catalogue.
    var json: JSONValue { ["error_code": .string(code), "detail": .string(detail)] }
}

extension Timestamp {
    /// RFC 3339 text in UTC.
    var json: JSONValue { .string(description) }
}
