import JSON
import Orchestration
import TestSupport
import Testing

/// Cancellation, timeouts and a store that fails at the worst moment.
@Suite(.timeLimit(.minutes(1))) struct EndingTests {
    private let store = MemoryStore()
    private let gate = Gate()

    /// Agents that end when cancelled or let go.
    private func patient(_ agents: [AgentProfile]) -> ScriptedRunner {
        ScriptedRunner(agents) { [gate] _, _, _ throws(TaskFailure) in
            await gate.wait()
            if Task.isCancelled { throw TaskFailure(code: "AGENT_FAILED", detail: "was told to stop") }
            return [:]
        }
    }

    @Test func cancelsWhatHasNotBegun() async throws {
        let server = Server(store, patient([agent("a")]))
        let pending = try await server.orchestrator.create(newTask())
        let queued = try await server.orchestrator.submit()
        for id in [pending.id, queued.id] {
            let task = try await server.orchestrator.cancel(id)
            #expect(task.status == .cancelled)
            #expect(task.failure == TaskFailure(code: "TASK_CANCELLED", detail: "Task \(id) was cancelled"))
            let wanted = "pending, queued, running or awaiting approval"
            await #expect(throws: OrchestrationError.conflict(id: id, status: .cancelled, wanted: wanted)) {
                try await server.orchestrator.cancel(id)
            }
        }
        let next = try await server.serve { orchestrator in
            let next = try await orchestrator.submit()
            gate.open()
            return try await orchestrator.finished(next.id)
        }
        #expect(next.status == .completed)
        #expect(store.allEvents.count { $0.kind == .agentStarted } == 1)
    }

    @Test func cancelsARunningAgentAndFreesItsRoom() async throws {
        let runner = patient([agent("a")])
        try await Server(store, runner).serve { orchestrator in
            let first = try await orchestrator.submit(newTask("first"))
            let second = try await orchestrator.submit(newTask("second"))
            while runner.started.isEmpty { await Task.yield() }
            #expect(try await orchestrator.cancel(first.id).status == .cancelled)
            try await orchestrator.until(second.id) { $0.kind == .agentStarted }
            gate.open()
            #expect(try await orchestrator.finished(second.id).status == .completed)
        }
        let first = try #require(store.allTasks.first)
        let events = store.allEvents.filter { $0.taskID == first.id }
        #expect(
            events.map(\.kind) == [.taskCreated, .taskExecutionStarted, .agentStarted, .agentCompleted, .taskFailed])
        #expect(events.suffix(2).map { $0.data["status"] } == ["stopped", "cancelled"])
        let tally = try #require(try await store.tallies()["a"])
        #expect(tally.completed == 1 && tally.failed == 0, "a cancelled run is nobody's failure")
    }

    @Test func aTaskCancelledWhileItIsBeingClaimedNeverReachesItsAgent() async throws {
        let runner = patient([agent("a")])
        let server = Server(store, runner)
        let first = try await server.orchestrator.submit(newTask("first"))
        let second = try await server.orchestrator.submit(newTask("second"))
        store.after(.claim) { _ = try? await server.orchestrator.cancel(first.id) }
        try await server.serve { orchestrator in
            try await orchestrator.until(second.id) { $0.kind == .agentStarted }
            gate.open()
            try await orchestrator.finished(second.id)
        }
        #expect(store.allTasks.map(\.status) == [.cancelled, .completed])
        #expect(runner.started == ["a: second"])
    }

    @Test func anAgentThatIgnoresCancellationChangesNothingAnyMore() async throws {
        let stubborn = Gate()
        let runner = ScriptedRunner([agent("a")]) { _, _, report in
            while !Task.isCancelled { await Task.yield() }
            await report(AgentProgress(fraction: 0.9))
            await stubborn.waitRegardless()
            return ["summary": "too late"]
        }
        try await Server(store, runner).serve { orchestrator in
            let task = try await orchestrator.submit()
            while runner.started.isEmpty { await Task.yield() }
            _ = try await orchestrator.cancel(task.id)
            #expect(await orchestrator.agentStatuses().map(\.running) == [1], "its room is taken until it ends")
            stubborn.open()
            let next = try await orchestrator.submit()
            try await orchestrator.until(next.id) { $0.kind == .agentStarted }
            _ = try await orchestrator.cancel(next.id)
        }
        #expect(store.allTasks.map(\.status) == [.cancelled, .cancelled])
        #expect(!store.allEvents.contains { $0.kind == .taskProgress })
        #expect(
            store.allEvents.filter { $0.kind == .agentCompleted }.map { $0.data["status"] } == ["stopped", "stopped"])
    }

    @Test func anAgentPastItsTimeIsStopped() async throws {
        let clock = ManualClock()
        let runner = patient([agent("a", timeout: .milliseconds(1500))])
        let task = try await Server(store, runner, clock: clock).serve { orchestrator in
            let task = try await orchestrator.submit()
            await clock.untilSleeping()
            clock.advance(by: .milliseconds(1499))
            #expect(try await orchestrator.task(task.id)?.status == .running)
            clock.advance(by: .milliseconds(1))
            return try await orchestrator.finished(task.id)
        }
        #expect(task.status == .failed)
        #expect(task.failure == TaskFailure(code: "TASK_TIMEOUT", detail: "Agent a did not finish within 1.5 seconds"))
        #expect(store.allEvents.suffix(2).map(\.kind) == [.agentCompleted, .taskFailed])
        #expect(try await store.tallies()["a"]?.failed == 1)
    }

    @Test func anOutcomeIsStoredAsSoonAsTheStoreWorksAgain() async throws {
        let clock = ManualClock()
        let notices = Notices()
        let runner = ScriptedRunner([agent("a")]) { [store] _, _, _ in
            store.fail(with: .unavailable("no disk"))
            return ["summary": "fine"]
        }
        let server = Server(store, runner, clock: clock, log: notices.append)
        let task = try await server.serve { orchestrator in
            let task = try await orchestrator.submit()
            for pause in [1, 2, 4] {
                while notices.all.count < pause.trailingZeroBitCount + 1 { await Task.yield() }
                await clock.untilSleeping()
                if pause == 4 { store.fail(with: nil) }
                clock.advance(by: .seconds(pause))
            }
            return try await orchestrator.finished(task.id)
        }
        #expect(task.status == .completed && task.result == ["summary": "fine"])
        let failed = OrchestrationNotice.storeFailed(doing: "store the outcome of an agent", reason: "no disk")
        #expect(notices.all == [failed, failed, failed])
        #expect(failed.description == "the store failed to store the outcome of an agent: no disk")
    }

    @Test func aFailedClaimIsTriedAgain() async throws {
        let clock = ManualClock()
        let notices = Notices()
        let server = Server(store, ScriptedRunner([agent("a")]), clock: clock, log: notices.append)
        let id = try await server.orchestrator.submit().id
        store.failClaims(2)
        let task = try await server.serve { orchestrator in
            for _ in 0..<2 {
                await clock.untilSleeping()
                clock.advance(by: .seconds(1))
            }
            return try await orchestrator.finished(id)
        }
        #expect(task.status == .completed)
        let failed = OrchestrationNotice.storeFailed(doing: "claim tasks", reason: "no disk")
        #expect(notices.all == [failed, failed])
    }
}
