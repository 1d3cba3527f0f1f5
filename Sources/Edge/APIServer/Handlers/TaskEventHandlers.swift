import APISpec
import Access
import Gateway
import JSON
import Logging
import Orchestration

/// The events of one task: a page of them, or a stream, as the caller asks by `Accept`.
struct TaskEventHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "listTaskEvents": read
    ]

    let orchestrator: Orchestrator
    let checking: EventChecking
    let heartbeatSeconds: Int
    let clock: GatewayClock
    let log: Logger

    @Sendable private func read(_ call: Call) async throws -> Answer {
        let task = try await orchestrator.visible(to: call)
        let since = Int64(call.parameters.int("since") ?? 0)
        guard call.mediaType == "text/event-stream" else { return try await page(of: task, after: since, call) }
        let position = call.parameters.int("Last-Event-ID").map(Int64.init) ?? since
        if task.status.isFinal, await orchestrator.events.page(after: position, task: task.id, limit: 1).isEmpty {
            // The answer that tells an EventSource not to come back (HTML Standard, section 9.2.3).
            return Answer(204)
        }
        let stream = TaskEventStream(
            taskID: task.id, isFinal: task.status.isFinal, caller: try call.requireCaller(), orchestrator: orchestrator,
            checking: checking, heartbeatSeconds: heartbeatSeconds, clock: clock, log: log)
        return Answer(
            200, stream: AnswerStream { write in await stream.run(after: position, to: write) },
            headers: [("X-Accel-Buffering", "no")])
    }

    private func page(of task: TaskRecord, after since: Int64, _ call: Call) async throws -> Answer {
        let limit = call.parameters.int("limit") ?? EventLog.pageSize
        let found = await orchestrator.events.page(after: since, task: task.id, limit: limit + 1)
        let events = found.prefix(limit)
        return Answer(
            200,
            [
                "items": .array(events.compactMap { Envelope.checked($0, checking, log) }),
                "next_since": .integer(Int(events.last?.sequence ?? since)),
                "has_more": .bool(found.count > limit),
            ])
    }
}

extension Orchestrator {
    /// The task named in the path, if the caller may see it: another person's task answers as if absent.
    func visible(to call: Call) async throws -> TaskRecord {
        let caller = try call.requireCaller()
        let id = call.parameters.string("task_id") ?? ""
        let found: TaskRecord?
        do { found = try await task(id) } catch { throw ErrorMapping.refusal(error) }
        guard let found, caller.maySee(found.owner) else { throw ErrorMapping.refusal(.unknownTask(id)) }
        return found
    }
}
