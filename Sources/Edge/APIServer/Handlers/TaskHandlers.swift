import APISpec
import Access
import Gateway
import JSON
import Orchestration

/// The operations under the tag `tasks`.
struct TaskHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "createTask": create, "listTasks": list, "getTask": get, "executeTask": execute, "cancelTask": cancel,
    ]

    static let atOnce: [String: @Sendable (Self) -> @Sendable (Call) throws -> Answer?] = ["getTask": getAtOnce]

    let orchestrator: Orchestrator

    @Sendable private func create(_ call: Call) async throws -> Answer {
        let caller = try call.requireCaller()
        let body = call.body.map { JSONValue($0) } ?? [:]
        let new = NewTask(
            title: body["title"]?.stringValue ?? "",
            description: body["description"]?.stringValue,
            taskType: body["task_type"]?.stringValue ?? "",
            target: body["target"]?.stringValue ?? "",
            priority: body["priority"]?.intValue ?? call.bodyDefault("priority")?.intValue ?? 0,
            parameters: body["parameters"] ?? [:],
            owner: caller.username)
        let task = try await mapped { () throws(OrchestrationError) in try await orchestrator.create(new) }
        return Answer(201, task.json, headers: [("Location", "\(call.operation.path.text)/\(task.id)")])
    }

    @Sendable private func list(_ call: Call) async throws -> Answer {
        let caller = try call.requireCaller()
        let query = TaskQuery(
            owner: caller.role == .admin ? nil : caller.username,
            status: call.parameters.string("status").flatMap(TaskStatus.init(rawValue:)),
            taskType: call.parameters.string("task_type"),
            limit: call.parameters.int("limit") ?? TaskQuery.defaultLimit,
            cursor: call.parameters.string("cursor"))
        let page = try await mapped { () throws(OrchestrationError) in try await orchestrator.tasks(query) }
        return Answer(
            200,
            [
                "items": .array(page.tasks.map(\.json)),
                "next_cursor": page.nextCursor.map(JSONValue.string) ?? .null,
            ])
    }

    @Sendable private func get(_ call: Call) async throws -> Answer { Answer(200, try await visible(call).json) }

    @Sendable private func getAtOnce(_ call: Call) throws -> Answer? {
        let caller = try call.requireCaller()
        guard let task = orchestrator.recent(call.parameters.string("task_id") ?? "") else { return nil }
        guard caller.maySee(task.owner) else { throw ErrorMapping.refusal(.unknownTask(task.id)) }
        return Answer(200, task.json)
    }

    @Sendable private func execute(_ call: Call) async throws -> Answer {
        let task = try await visible(call)
        let queued = try await mapped { () throws(OrchestrationError) in try await orchestrator.execute(task.id) }
        return Answer(202, queued.json)
    }

    @Sendable private func cancel(_ call: Call) async throws -> Answer {
        let task = try await visible(call)
        let changed = try await mapped { () throws(OrchestrationError) in try await orchestrator.cancel(task.id) }
        return Answer(202, changed.json)
    }

    /// The task named in the path, if the caller may see it: another person's task answers as if absent.
    private func visible(_ call: Call) async throws -> TaskRecord {
        let caller = try call.requireCaller()
        let id = call.parameters.string("task_id") ?? ""
        let found = try await mapped { () throws(OrchestrationError) in try await orchestrator.task(id) }
        guard let found, caller.maySee(found.owner) else { throw ErrorMapping.refusal(.unknownTask(id)) }
        return found
    }

    private func mapped<Value: Sendable>(
        _ work: () async throws(OrchestrationError) -> Value
    ) async throws(Refusal) -> Value {
        do { return try await work() } catch { throw ErrorMapping.refusal(error) }
    }
}
