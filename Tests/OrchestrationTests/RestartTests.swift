import JSON
import Orchestration
import Testing

/// Shutdown, sudden death, and what the next server makes of it.
@Suite(.timeLimit(.minutes(1))) struct RestartTests {
    private let store = MemoryStore()

    private static let endless = ScriptedRunner([agent("a", concurrency: 2, maxAttempts: 2)]) {
        _, _, _ throws(TaskFailure) in
        await Gate().wait()
        throw TaskFailure(code: "AGENT_FAILED", detail: "was told to stop")
    }

    private static let quick = ScriptedRunner([agent("a", concurrency: 2, maxAttempts: 2)])

    /// Serves until both of two tasks run, then shuts down or dies.
    private func interrupt(
        _ ids: [String], dies: Bool, log: @escaping @Sendable (OrchestrationNotice) -> Void = { _ in }
    ) async throws {
        let mortal = MortalStore(store)
        try await Server(mortal, Self.endless, log: log).serve { orchestrator in
            for id in ids {
                let attempt = store.allTasks.first { $0.id == id }?.attempt ?? 0
                try await orchestrator.until(id) {
                    $0.kind == .agentStarted && $0.data["attempt"]?.intValue ?? 0 >= attempt
                }
                while store.allTasks.first(where: { $0.id == id })?.status != .running { await Task.yield() }
            }
            if dies { mortal.die() }
        }
    }

    private func submit(_ count: Int) async throws -> [String] {
        var ids: [String] = []
        for _ in 0..<count { ids.append(try await Server(store, Self.quick).orchestrator.submit().id) }
        return ids
    }

    @Test func aShutdownGivesRunningTasksBackAndTheNextServerRunsThem() async throws {
        let ids = try await submit(3)
        let notices = Notices()
        try await interrupt(Array(ids.prefix(2)), dies: false, log: notices.append)
        #expect(store.allTasks.map(\.status) == [.queued, .queued, .queued])
        #expect(store.allTasks.map(\.givenBack) == [1, 1, 0])
        #expect(!store.allEvents.contains { $0.kind.isEnd })
        #expect(
            Set(notices.all.map(\.description))
                == Set(ids.prefix(2).map { "run 1 of task \($0) goes back to the queue" }))
        try await Server(store, Self.quick).serve { orchestrator in
            for id in ids { try await orchestrator.finished(id) }
        }
        #expect(store.allTasks.map(\.status) == [.completed, .completed, .completed])
        #expect(store.allTasks.map(\.attempt) == [2, 2, 1])
    }

    @Test func aTaskIsGivenBackBeforeItsAgentHasEnded() async throws {
        let stubborn = Gate()
        let runner = ScriptedRunner([agent("a")]) { _, _, _ in
            await stubborn.waitRegardless()
            return [:]
        }
        let server = Server(store, runner)
        let id = try await server.orchestrator.submit().id
        async let served: Void = server.serve { try await $0.until(id) { $0.kind == .agentStarted } }
        while store.allTasks.first?.givenBack != 1 { await Task.yield() }
        #expect(store.allTasks.map(\.status) == [.queued])
        stubborn.open()
        try await served
        #expect(store.allTasks.map(\.status) == [.queued])
    }

    @Test func shutdownsNeverUseUpTheAttempts() async throws {
        let ids = try await submit(1)
        for _ in 0..<5 { try await interrupt(ids, dies: false) }
        #expect(store.allTasks.map(\.attempt) == [5])
        try await interrupt(ids, dies: true)
        let report = try await Server(store, Self.quick).orchestrator.recover()
        #expect(report == RecoveryReport(requeued: 1, failed: 0, queued: 1))
    }

    @Test func deathIsForgivenWhileAttemptsAreLeft() async throws {
        let ids = try await submit(1)
        try await interrupt(ids, dies: true)
        #expect(store.allTasks.map(\.status) == [.running])
        try await Server(store, Self.quick).serve { orchestrator in
            for id in ids { try await orchestrator.finished(id) }
        }
        #expect(store.allTasks.map(\.status) == [.completed])
        #expect(store.allTasks.map(\.attempt) == [2])
    }

    @Test func aTaskThatKeepsKillingItsServerFails() async throws {
        let ids = try await submit(1)
        for _ in 0..<2 { try await interrupt(ids, dies: true) }
        let report = try await Server(store, Self.quick).orchestrator.recover()
        #expect(report == RecoveryReport(requeued: 0, failed: 1, queued: 0))
        #expect(
            store.allTasks.first?.failure
                == TaskFailure(
                    code: "ATTEMPTS_EXHAUSTED",
                    detail: "Task \(ids[0]) was interrupted 2 times, which is as often as its agent allows"))
    }

    @Test func aTaskBetweenTwoAgentsIsGivenBackToo() async throws {
        let runner = ScriptedRunner([agent("a", concurrency: 2), agent("b")]) { agent, _, _ in
            if agent == "b" { await Gate().wait() }
            return [:]
        }
        let server = Server(store, runner)
        for _ in 0..<2 { _ = try await server.orchestrator.submit() }
        try await server.serve { orchestrator in
            for task in store.allTasks {
                try await orchestrator.until(task.id) { $0.kind == .agentCompleted && $0.data["agent_id"] == "a" }
            }
        }
        #expect(store.allTasks.map(\.status) == [.queued, .queued])
    }

    @Test func aTaskWhoseAgentWasRemovedEnds() async throws {
        _ = try await submit(1)
        try await Server(store, ScriptedRunner([agent("b")])).serve { _ in }
        #expect(
            store.allTasks.first?.failure
                == TaskFailure(code: "AGENT_NOT_FOUND", detail: "Agent a is disabled or no longer exists"))
    }

    @Test func recoveryComesBeforeTheRun() async throws {
        let server = Server(store, Self.endless)
        try await server.serve { orchestrator in
            let task = try await orchestrator.submit()
            try await orchestrator.until(task.id) { $0.kind == .agentStarted }
            await #expect(throws: OrchestrationError.store("recover comes before run")) {
                try await orchestrator.recover()
            }
            await orchestrator.run()
            #expect(try await orchestrator.task(task.id)?.status == .running)
        }
    }

    @Test func theSameOrchestratorMayServeAgain() async throws {
        let server = Server(store, Self.quick)
        for _ in 0..<3 {
            try await server.serve { orchestrator in
                let task = try await orchestrator.finished(orchestrator.submit().id)
                #expect(task.status == .completed)
            }
        }
    }
}
