import JSON
import Orchestration

/// What the paths of a request stand for while one event is delivered.
enum DeliveryScope {
    /// The roots besides settings and credentials, with their members; nil where any member may follow.
    static let members: [String: [String]?] = [
        "event": ["type", "timestamp", "seq", "task_id", "data"],
        "task": [
            "id", "title", "description", "status", "task_type", "target", "priority", "owner", "attempt",
            "created_at", "finished_at",
        ],
        "result": ["summary", "count", "worst"],
        "findings": [],
        "integration": ["id", "name"],
    ]

    static let findingMembers = ["rule", "severity", "title", "evidence", "remedy", "location"]

    static func make(
        _ occasion: Occasion, _ task: TaskRecord?, _ integration: IntegrationRecord, settings: JSONValue,
        credentials: JSONValue
    ) -> JSONObject {
        [
            "event": occasion.json, "task": task.map(json) ?? .null, "result": result(task),
            "findings": .array(findings(task)),
            "integration": ["id": .string(integration.id), "name": .string(integration.name)],
            "settings": settings, "credentials": credentials,
        ]
    }

    private static func json(_ task: TaskRecord) -> JSONValue {
        [
            "id": .string(task.id), "title": .string(task.title),
            "description": task.description.map(JSONValue.string) ?? .null, "status": .string(task.status.rawValue),
            "task_type": .string(task.taskType), "target": .string(task.target), "priority": .integer(task.priority),
            "owner": .string(task.owner), "attempt": .integer(task.attempt),
            "created_at": .string(task.createdAt.description),
            "finished_at": task.finishedAt.map { .string($0.description) } ?? .null,
        ]
    }

    /// What came of the task in brief; the reason of its failure where it failed.
    private static func result(_ task: TaskRecord?) -> JSONValue {
        let found = findings(task)
        return [
            "summary": task?.result?["summary"] ?? task?.failure.map { .string($0.detail) } ?? "",
            "count": .integer(found.count), "worst": found.first?["severity"] ?? .null,
        ]
    }

    private static func findings(_ task: TaskRecord?) -> [JSONValue] { task?.result?["findings"]?.arrayValue ?? [] }
}
