import JSON
import Orchestration
import Testing

/// One orchestrator as a test drives it.
struct Server: Sendable {
    let store: any TaskStore
    let orchestrator: Orchestrator

    init(
        _ store: any TaskStore, _ runner: any AgentRunner, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp = { Timestamp.now() },
        log: @escaping @Sendable (OrchestrationNotice) -> Void = { _ in }
    ) {
        self.store = store
        orchestrator = Orchestrator(store: store, runner: runner, clock: clock, now: now, log: log)
    }

    /// Recovers, runs while `body` does its part, then shuts down and waits for the end of it.
    func serve<Value: Sendable>(_ body: (Orchestrator) async throws -> Value) async throws -> Value {
        _ = try await orchestrator.recover()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await orchestrator.run() }
            do {
                let value = try await body(orchestrator)
                group.cancelAll()
                try await group.waitForAll()
                return value
            } catch {
                group.cancelAll()
                throw error
            }
        }
    }
}

extension Orchestrator {
    /// Creates and executes a task.
    func submit(_ new: NewTask = newTask()) async throws(OrchestrationError) -> TaskRecord {
        try await execute(create(new).id)
    }

    /// Returns at the first event of the task that is wanted.
    @discardableResult
    func until(_ id: String, _ isWanted: @Sendable (TaskEvent) -> Bool) async throws -> TaskEvent {
        for await batch in events.follow(after: 0) {
            if let event = batch.first(where: { $0.taskID == id && isWanted($0) }) { return event }
        }
        throw CancellationError()
    }

    /// The task once it has ended.
    @discardableResult
    func finished(_ id: String) async throws -> TaskRecord {
        try await until(id) { $0.kind.isEnd }
        return try #require(try await task(id))
    }
}
