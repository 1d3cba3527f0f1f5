import JSON
import Orchestration
import TestSupport
import Testing

/// Tasks with several agents, in order and side by side, from the command to the last event.
@Suite(.timeLimit(.minutes(1))) struct SeveralAgentsTests {
    private let store = MemoryStore()
    private let gate = Gate()

    private func plan(
        _ agents: [String], _ mode: TaskPlan.Mode = .parallel, _ onFailure: TaskPlan.OnFailure = .stop,
        timeout: Duration? = nil
    ) -> TaskPlan {
        TaskPlan(taskType: "scan", agents: agents, mode: mode, onFailure: onFailure, timeout: timeout)
    }

    /// Each agent waits for the gate, and fails if it is among the broken or told to stop.
    private func runner(_ agents: [AgentProfile], _ plan: TaskPlan, broken: Set<String> = []) -> ScriptedRunner {
        ScriptedRunner(agents, plans: [plan]) { [gate] agent, _, _ throws(TaskFailure) in
            if !broken.contains(agent) { await gate.wait() }
            if Task.isCancelled || broken.contains(agent) {
                throw TaskFailure(code: "AGENT_FAILED", detail: "\(agent) broke")
            }
            return ["summary": .string(agent)]
        }
    }

    /// "started a", "completed a" and so on, and the end of the task.
    private var history: [String] {
        store.allEvents.compactMap { event in
            let agent = event.data["agent_id"]?.stringValue ?? ""
            return switch event.kind {
            case .agentStarted: "started \(agent)"
            case .agentCompleted: "\(event.data["status"]?.stringValue ?? "") \(agent)"
            case .taskCompleted, .taskFailed: event.data["status"]?.stringValue
            default: nil
            }
        }
    }

    @Test func aPlanNamesTheAgentsAndTheirOrder() async throws {
        let agents = [agent("a"), agent("off", enabled: false), agent("x", types: []), agent("b")]
        let server = Server(store, ScriptedRunner(agents, plans: [plan(["x", "off", "a"])]))
        #expect(try await server.orchestrator.create(newTask()).assignedAgents == ["x", "a"])
    }

    @Test func sideBySideAllWorkAtOnce() async throws {
        let runner = runner([agent("a"), agent("b"), agent("c")], plan(["a", "b", "c"]))
        let task = try await Server(store, runner).serve { orchestrator in
            let task = try await orchestrator.submit()
            while runner.started.count < 3 { await Task.yield() }
            #expect(await orchestrator.agentStatuses().map(\.running) == [1, 1, 1])
            gate.open()
            return try await orchestrator.finished(task.id)
        }
        #expect(task.status == .completed)
        #expect(task.result?["summary"] == ["a": "a", "b": "b", "c": "c"])
        #expect(
            history.prefix(1) == ["started a"] && Set(history.prefix(3)) == ["started a", "started b", "started c"])
        #expect(Set(history[3..<6]) == ["completed a", "completed b", "completed c"] && history[6...] == ["completed"])
    }

    /// Each holds the agent that the other waits for: neither holds it while it waits.
    @Test func twoTasksThatWantEachOthersAgentsBothEnd() async throws {
        let other = TaskPlan(taskType: "lint", agents: ["b", "a"], mode: .parallel)
        let runner = ScriptedRunner([agent("a"), agent("b")], plans: [plan(["a", "b"]), other]) { [gate] _, _, _ in
            await gate.wait()
            return [:]
        }
        let server = Server(store, runner)
        // Both wait before any agent starts: else the first may have both agents before the second comes.
        let ids = [
            try await server.orchestrator.submit(newTask("one")).id,
            try await server.orchestrator.submit(newTask("two", type: "lint")).id,
        ]
        try await server.serve { orchestrator in
            while runner.started.count < 2 { await Task.yield() }
            #expect(Set(runner.started) == ["a: one", "b: two"])
            gate.open()
            for id in ids {
                let task = try await orchestrator.finished(id)
                #expect(task.status == .completed)
            }
        }
        #expect(runner.mostAtOnce("a") == 1 && runner.mostAtOnce("b") == 1)
    }

    @Test func aFailureStopsTheOthersAndFailsTheTask() async throws {
        let runner = runner([agent("a"), agent("b"), agent("c")], plan(["a", "b", "c"]), broken: ["b"])
        let task = try await Server(store, runner).serve { orchestrator in
            try await orchestrator.finished(orchestrator.submit().id)
        }
        #expect(task.failure == TaskFailure(code: "AGENT_FAILED", detail: "b broke") && task.result == nil)
        let ends = history.filter { !$0.hasPrefix("started") }
        #expect(ends.first == "failed b" && ends.last == "failed" && ends.contains("stopped a"))
        #expect(try await store.tallies().mapValues(\.failed) == ["b": 1], "who was stopped did not fail")
    }

    @Test func whereTheOthersGoOnAFailureIsMarkedInTheResult() async throws {
        let runner = runner(
            [agent("a"), agent("b"), agent("c")], plan(["a", "b", "c"], .sequence, .continue), broken: ["b"])
        gate.open()
        let task = try await Server(store, runner).serve { orchestrator in
            try await orchestrator.finished(orchestrator.submit().id)
        }
        #expect(task.status == .completed)
        #expect(task.result?["agents"]?["b"]?["status"] == "failed")
        #expect(
            history == [
                "started a", "completed a", "started b", "failed b", "started c", "completed c", "completed",
            ])
    }

    @Test func onlyATaskAllOfWhoseAgentsFailFails() async throws {
        let runner = runner([agent("a"), agent("b")], plan(["a", "b"], .parallel, .continue), broken: ["a", "b"])
        let task = try await Server(store, runner).serve { orchestrator in
            try await orchestrator.finished(orchestrator.submit().id)
        }
        #expect(task.failure == TaskFailure(code: "AGENT_FAILED", detail: "a broke"))
    }

    @Test func anAgentPastItsOwnTimeFailsAloneWhereTheOthersGoOn() async throws {
        let clock = ManualClock()
        let agents = [agent("a", timeout: .seconds(5)), agent("b", timeout: .seconds(60))]
        let runner = runner(agents, plan(["a", "b"], .parallel, .continue))
        let task = try await Server(store, runner, clock: clock).serve { orchestrator in
            let task = try await orchestrator.submit()
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(5))
            try await orchestrator.until(task.id) { $0.kind == .agentCompleted }
            gate.open()
            return try await orchestrator.finished(task.id)
        }
        #expect(task.status == .completed && task.result?["summary"]?["b"] == "b")
        #expect(task.result?["summary"]?["a"] == "Agent a did not finish within 5 seconds")
        #expect(task.result?["agents"]?["a"]?["error"]?["error_code"] == "TASK_TIMEOUT")
    }

    @Test func aTaskPastItsTimeFailsAndStopsEverybody() async throws {
        let clock = ManualClock()
        let runner = runner([agent("a"), agent("b")], plan(["a", "b"], .parallel, .continue, timeout: .seconds(90)))
        let task = try await Server(store, runner, clock: clock).serve { orchestrator in
            let task = try await orchestrator.submit()
            while runner.started.count < 2 { await Task.yield() }
            await clock.untilSleeping(3)
            clock.advance(by: .milliseconds(89_999))
            #expect(try await orchestrator.task(task.id)?.status == .running)
            clock.advance(by: .milliseconds(1))
            let ended = try await orchestrator.finished(task.id)
            while await orchestrator.agentStatuses().map(\.running) != [0, 0] { await Task.yield() }
            return ended
        }
        let detail = """
            Task \(task.id) did not finish within 90 seconds, the time of all agents of scan together; not done: a, b
            """
        #expect(task.failure == TaskFailure(code: "TASK_TIMEOUT", detail: detail))
        #expect(Set(history.suffix(3).prefix(2)) == ["stopped a", "stopped b"] && history.last == "failed")
    }

    /// The time of a task counts while it waits for an agent that others keep busy.
    @Test func aTaskWhoseTimeIsUpWhileItWaitsForAnAgentFails() async throws {
        let clock = ManualClock()
        let lint = TaskPlan(taskType: "lint", agents: ["b"])
        let runner = ScriptedRunner(
            [agent("a"), agent("b")], plans: [plan(["a", "b"], .sequence, timeout: .seconds(9)), lint]
        ) { [gate] agent, _, _ in
            if agent == "b" { await gate.wait() }
            return [:]
        }
        let task = try await Server(store, runner, clock: clock).serve { orchestrator in
            let other = try await orchestrator.submit(newTask("other", type: "lint"))
            try await orchestrator.until(other.id) { $0.kind == .agentStarted }
            let task = try await orchestrator.submit()
            try await orchestrator.until(task.id) { $0.kind == .agentCompleted }
            // The agent of the other task and the time of this one.
            await clock.untilSleeping(2)
            clock.advance(by: .seconds(9))
            let ended = try await orchestrator.finished(task.id)
            gate.open()
            try await orchestrator.finished(other.id)
            return ended
        }
        #expect(task.failure?.code == "TASK_TIMEOUT" && task.failure?.detail.hasSuffix("not done: b") == true)
        #expect(runner.started.filter { $0.hasPrefix("b") } == ["b: other"])
    }

    @Test func cancellationStopsEveryAgentAndWithdrawsThoseThatWait() async throws {
        let runner = runner([agent("a"), agent("b"), agent("c", types: ["lint"])], plan(["a", "b", "c"]))
        try await Server(store, runner).serve { orchestrator in
            let other = try await orchestrator.submit(newTask("other", type: "lint"))
            try await orchestrator.until(other.id) { $0.kind == .agentStarted }
            let task = try await orchestrator.submit()
            while runner.started.count < 3 { await Task.yield() }
            #expect(try await orchestrator.cancel(task.id).atWork == [])
            while await orchestrator.agentStatuses().map(\.running) != [0, 0, 1] { await Task.yield() }
            gate.open()
            try await orchestrator.finished(other.id)
        }
        #expect(Set(runner.started) == ["a: a task", "b: a task", "c: other"])
        #expect(history.filter { $0.hasPrefix("stopped") }.sorted() == ["stopped a", "stopped b"])
    }

    @Test func aShutdownGivesATaskBackOnceHoweverManyWorkOnIt() async throws {
        let runner = runner([agent("a"), agent("b"), agent("c")], plan(["a", "b", "c"]))
        let notices = Notices()
        let server = Server(store, runner, log: notices.append)
        let id = try await server.orchestrator.submit().id
        try await server.serve { _ in while runner.started.count < 3 { await Task.yield() } }
        #expect(store.allTasks.map(\.status) == [.queued] && store.allTasks.map(\.givenBack) == [1])
        #expect(notices.all.map(\.description) == ["run 1 of task \(id) goes back to the queue"])
        gate.open()
        let again = try await Server(store, runner).serve { try await $0.finished(id) }
        #expect(again.status == .completed && again.attempt == 2)
    }

    /// The store takes in the end of the last agent before that of the one before it.
    @Test func anEndThatTheStoreMissedComesWithTheEndOfTheTask() async throws {
        let clock = ManualClock()
        let bothWork = Gate()
        let runner = ScriptedRunner([agent("a"), agent("b")], plans: [plan(["a", "b"])]) { [gate, store] agent, _, _ in
            if agent == "b" { bothWork.open() }
            await (agent == "a" ? bothWork : gate).wait()
            if agent == "a" { store.fail(with: .unavailable("no disk")) }
            return ["summary": .string(agent)]
        }
        let notices = Notices()
        let task = try await Server(store, runner, clock: clock, log: notices.append).serve { orchestrator in
            let task = try await orchestrator.submit()
            while notices.all.isEmpty { await Task.yield() }
            store.fail(with: nil)
            gate.open()
            return try await orchestrator.finished(task.id)
        }
        #expect(task.status == .completed)
        #expect(Array(history.suffix(3)) == ["completed a", "completed b", "completed"])
    }
}
