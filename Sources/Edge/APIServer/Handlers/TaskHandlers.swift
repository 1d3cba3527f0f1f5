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
    /// How long an idempotency key is remembered.
    let idempotencySeconds: Int
    let now: @Sendable () -> Timestamp

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
        let made = try await mapped { () throws(OrchestrationError) in
            guard let key = idempotencyKey(of: call, body) else {
                return TaskCreation(
                    try await orchestrator.create(new, trace: call.trace?.traceparent), isReplay: false)
            }
            return try await orchestrator.create(new, once: key, trace: call.trace?.traceparent)
        }
        let location = ("Location", "\(call.operation.path.text)/\(made.task.id)")
        return Answer(
            201, made.task.json, headers: [location] + (made.isReplay ? replayed(call) : []))
    }

    private func replayed(_ call: Call) -> [(String, String)] {
        call.operation.idempotency?.replayed.map { [($0, "true")] } ?? []
    }

    /// The key of the request, with or without the quotes that the draft asks for.
    private func idempotencyKey(of call: Call, _ body: JSONValue) -> IdempotencyKey? {
        guard let field = call.operation.idempotency.flatMap({ call.parameters.string($0.header) }) else { return nil }
        let isQuoted = field.count > 1 && field.hasPrefix("\"") && field.hasSuffix("\"")
        let end = now().milliseconds + Int64(idempotencySeconds) * 1000
        return IdempotencyKey(
            isQuoted ? String(field.dropFirst().dropLast()) : field,
            fingerprint: Fingerprint.of(call.operation.id, body), expiresAt: Timestamp(milliseconds: end))
    }

    @Sendable private func list(_ call: Call) async throws -> Answer {
        let caller = try call.requireCaller()
        let owner = call.parameters.string("owner")
        // Other people's tasks are answered as if there were none.
        if let owner, !caller.maySee(owner) { return Self.answer(TaskPage(tasks: [])) }
        let query = TaskQuery(
            owner: owner ?? (caller.role == .admin ? nil : caller.username),
            status: call.parameters.string("status").flatMap(TaskStatus.init(rawValue:)),
            taskType: call.parameters.string("task_type"),
            agent: call.parameters.string("assigned_agent"),
            target: call.parameters.string("target"),
            createdFrom: call.parameters.string("created_from").flatMap { Timestamp($0) },
            createdBefore: call.parameters.string("created_before").flatMap { Timestamp($0) },
            order: call.parameters.string("order").flatMap(TaskQuery.Order.init(rawValue:)) ?? .newest,
            limit: call.parameters.int("limit") ?? TaskQuery.defaultLimit,
            cursor: try call.pageCursor())
        return Self.answer(
            try await mapped { () throws(OrchestrationError) in try await orchestrator.tasks(query) })
    }

    private static func answer(_ page: TaskPage) -> Answer {
        Answer(
            200,
            [
                "items": .array(page.tasks.map(\.json)),
                "next_cursor": page.nextCursor.json,
            ])
    }

    @Sendable private func get(_ call: Call) async throws -> Answer {
        Answer(200, try await orchestrator.visible(to: call).json)
    }

    @Sendable private func getAtOnce(_ call: Call) throws -> Answer? {
        let caller = try call.requireCaller()
        guard let task = orchestrator.recent(call.parameters.string("task_id") ?? "") else { return nil }
        guard caller.maySee(task.owner) else { throw ErrorMapping.refusal(.unknownTask(task.id)) }
        return Answer(200, task.json)
    }

    @Sendable private func execute(_ call: Call) async throws -> Answer {
        let task = try await orchestrator.visible(to: call)
        let queued = try await mapped { () throws(OrchestrationError) in
            try await orchestrator.execute(task.id, trace: call.trace?.traceparent)
        }
        return Answer(202, queued.json)
    }

    @Sendable private func cancel(_ call: Call) async throws -> Answer {
        let task = try await orchestrator.visible(to: call)
        let changed = try await mapped { () throws(OrchestrationError) in try await orchestrator.cancel(task.id) }
        return Answer(202, changed.json)
    }

    private func mapped<Value: Sendable>(
        _ work: () async throws(OrchestrationError) -> Value
    ) async throws(Refusal) -> Value {
        do { return try await work() } catch { throw ErrorMapping.refusal(error) }
    }
}
