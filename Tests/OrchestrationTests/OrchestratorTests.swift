import JSON
import Orchestration
import Testing

/// What one server promises from the command to the last event.
@Suite(.timeLimit(.minutes(1))) struct OrchestratorTests {
    private let store = MemoryStore()

    @Test func createsATaskForEveryEnabledAgentOfItsType() async throws {
        let runner = ScriptedRunner([agent("a"), agent("off", enabled: false), agent("x", types: ["lint"]), agent("b")])
        let server = Server(store, runner, now: { time(0) })
        let task = try await server.orchestrator.create(newTask("scan it", priority: 7))
        #expect(task.assignedAgents == ["a", "b"])
        #expect(task.status == .pending && task.attempt == 0 && task.progress == 0)
        #expect(task.id.wholeMatch(of: #/task_20261124_000000_[0-9a-f]{32}/#) != nil, "\(task.id)")
        #expect(task.createdAt == time(0) && task.updatedAt == time(0))
        #expect(try await server.orchestrator.task(task.id) == task)
        #expect(try await server.orchestrator.tasks(TaskQuery()).tasks == [task])
        #expect(store.allEvents.map(\.kind) == [.taskCreated])
    }

    @Test func refusesATypeThatNobodyTakes() async throws {
        let agents = [agent("a"), agent("b", types: ["lint", "scan"]), agent("off", types: ["dig"], enabled: false)]
        let server = Server(store, ScriptedRunner(agents))
        await #expect(throws: OrchestrationError.noAgent(taskType: "dig", known: ["lint", "scan"])) {
            try await server.orchestrator.create(newTask(type: "dig"))
        }
        #expect(store.allTasks.isEmpty)
    }

    @Test func refusesParametersThatAnAgentRefusesAndNamesEachFaultOnce() async throws {
        let faults = [
            InputProblem(pointer: "/ports/0", keyword: "maximum", message: "must be at most 65535, was 70000"),
            InputProblem(pointer: "/depth", keyword: "type", message: "must be an integer"),
        ]
        let server = Server(store, ScriptedRunner([agent("a"), agent("b")], faults: faults))
        await #expect(throws: OrchestrationError.invalidParameters(faults)) {
            try await server.orchestrator.create(newTask())
        }
        #expect(store.allTasks.isEmpty)
    }

    @Test func runsATaskToItsEnd() async throws {
        let runner = ScriptedRunner([agent("a")]) { _, _, report in
            await report(AgentProgress(fraction: 0.25, step: "ports", message: "2 open"))
            await report(AgentProgress(fraction: 1, step: "done", message: nil))
            return ["summary": "fine", "findings": [["rule": "r1"], ["rule": "r2"]]]
        }
        let task = try await Server(store, runner, now: { time(0) }).serve { orchestrator in
            try await orchestrator.finished(orchestrator.submit().id)
        }
        #expect(task.status == .completed && task.progress == 100 && task.attempt == 1)
        #expect(task.result == ["summary": "fine", "findings": [["rule": "r1"], ["rule": "r2"]]])
        let events = store.allEvents
        #expect(
            events.map(\.kind) == [
                .taskCreated, .taskExecutionStarted, .agentStarted, .taskProgress, .taskProgress, .agentCompleted,
                .taskCompleted,
            ])
        #expect(events[3].data == ["percentage": 25.0, "agent_id": "a", "step": "ports", "message": "2 open"])
        #expect(events[4].data["percentage"] == 99.0)
        #expect(
            events[5].data == ["agent_id": "a", "status": "completed", "duration_seconds": 0.0, "findings": 2])
    }

    @Test func severalAgentsWorkInOrderAndCountEqually() async throws {
        let runner = ScriptedRunner([agent("a"), agent("b")]) { agent, _, report in
            await report(AgentProgress(fraction: 0.5))
            let severity: JSONValue = agent == "a" ? "low" : "critical"
            return [
                "summary": .string("\(agent) is done"), "findings": [["rule": .string(agent), "severity": severity]],
            ]
        }
        let task = try await Server(store, runner).serve { orchestrator in
            try await orchestrator.finished(orchestrator.submit().id)
        }
        #expect(
            task.result == [
                "summary": ["a": "a is done", "b": "b is done"],
                "findings": [
                    ["rule": "b", "severity": "critical", "agent_id": "b"],
                    ["rule": "a", "severity": "low", "agent_id": "a"],
                ],
                "agents": [
                    "a": ["summary": "a is done", "findings": [["rule": "a", "severity": "low"]]],
                    "b": ["summary": "b is done", "findings": [["rule": "b", "severity": "critical"]]],
                ],
            ])
        let events = store.allEvents
        #expect(
            events.map(\.kind) == [
                .taskCreated, .taskExecutionStarted, .agentStarted, .taskProgress, .agentCompleted, .agentStarted,
                .taskProgress, .agentCompleted, .taskCompleted,
            ])
        #expect(events.compactMap { $0.data["percentage"] } == [25.0, 75.0])
        #expect(events.compactMap { $0.data["agent_id"]?.stringValue } == ["a", "a", "a", "b", "b", "b"])
    }

    @Test func theFailureOfAnAgentFailsTheTaskAndNoFurtherAgentStarts() async throws {
        let failure = TaskFailure(code: "TARGET_NOT_ALLOWED", detail: "no rule allows 192.0.2.7")
        let runner = ScriptedRunner([agent("a"), agent("b")]) { _, _, _ throws(TaskFailure) in throw failure }
        let task = try await Server(store, runner).serve { orchestrator in
            try await orchestrator.finished(orchestrator.submit().id)
        }
        #expect(task.status == .failed && task.failure == failure && task.result == nil)
        #expect(runner.started == ["a: a task"])
        #expect(store.allEvents.suffix(2).map(\.kind) == [.agentCompleted, .taskFailed])
        #expect(
            store.allEvents.last?.data
                == ["status": "failed", "error_code": "TARGET_NOT_ALLOWED", "detail": "no rule allows 192.0.2.7"])
    }

    @Test func runsByPriorityThenInTheOrderOfTheQueue() async throws {
        let runner = ScriptedRunner([agent("a")])
        let server = Server(store, runner)
        var last = ""
        for (title, priority) in [("low", 1), ("first", 5), ("second", 5), ("urgent", 9), ("third", 5)] {
            last = try await server.orchestrator.submit(newTask(title, priority: priority)).id
            if title == "low" { #expect(store.allTasks.last?.status == .queued) }
        }
        let lowest = try #require(store.allTasks.first?.id)
        try await server.serve { orchestrator in
            for id in [last, lowest] { try await orchestrator.finished(id) }
        }
        #expect(runner.started == ["a: urgent", "a: first", "a: second", "a: third", "a: low"])
    }

    @Test func neverRunsMoreAtOnceThanAnAgentAllows() async throws {
        let gate = Gate()
        let runner = ScriptedRunner([agent("a", concurrency: 3), agent("b", types: ["lint"])]) { _, _, _ in
            await gate.wait()
            return [:]
        }
        try await Server(store, runner).serve { orchestrator in
            var ids: [String] = []
            for number in 0..<12 {
                ids.append(try await orchestrator.submit(newTask(type: number % 3 == 0 ? "lint" : "scan")).id)
            }
            while runner.started.count < 4 { await Task.yield() }
            let running = await orchestrator.agentStatuses().map(\.running)
            #expect(running == [3, 1])
            gate.open()
            for id in ids { #expect(try await orchestrator.finished(id).status == .completed) }
        }
        #expect(runner.mostAtOnce("a") == 3)
        #expect(runner.mostAtOnce("b") == 1)
    }

    @Test func executesOnlyWhatIsPending() async throws {
        let server = Server(store, ScriptedRunner([agent("a")]))
        let task = try await server.orchestrator.submit()
        await #expect(throws: OrchestrationError.conflict(id: task.id, status: .queued, wanted: "pending")) {
            try await server.orchestrator.execute(task.id)
        }
        await #expect(throws: OrchestrationError.unknownTask("task_0")) {
            try await server.orchestrator.execute("task_0")
        }
        #expect(try await server.orchestrator.task("task_0") == nil)
    }

    @Test func executesNothingWhoseAgentIsGone() async throws {
        let task = try await Server(store, ScriptedRunner([agent("a")])).orchestrator.create(newTask())
        let later = Server(store, ScriptedRunner([agent("a", enabled: false), agent("b", types: ["lint"])]))
        await #expect(throws: OrchestrationError.noAgent(taskType: "scan", known: ["lint"])) {
            try await later.orchestrator.execute(task.id)
        }
    }

    @Test func totalsOfAgentsAreThoseOfTheStore() async throws {
        let runner = ScriptedRunner([agent("a"), agent("idle", types: ["lint"])]) { _, task, _ throws(TaskFailure) in
            if task.title == "bad" { throw TaskFailure(code: "AGENT_FAILED", detail: "x") }
            return [:]
        }
        let ticks = Ticks()
        try await Server(store, runner, now: ticks.next).serve { orchestrator in
            for title in ["good", "bad", "good"] {
                try await orchestrator.finished(orchestrator.submit(newTask(title)).id)
            }
        }
        let statuses = await Server(store, runner).orchestrator.agentStatuses()
        #expect(statuses.map(\.profile.id) == ["a", "idle"])
        #expect(statuses.map(\.completed) == [2, 0])
        #expect(statuses.map(\.failed) == [1, 0])
        #expect(statuses.map(\.running) == [0, 0])
        let average = try #require(statuses[0].averageSeconds)
        #expect(average > 0 && statuses[1].averageSeconds == nil)
        store.fail(with: .unavailable("no disk"))
        #expect(await Server(store, runner).orchestrator.agentStatuses().map(\.completed) == [0, 0])
    }

    @Test func aFailingStoreIsNamed() async throws {
        let server = Server(store, ScriptedRunner([agent("a")]))
        store.fail(with: .unavailable("no disk"))
        await #expect(throws: OrchestrationError.store("no disk")) { try await server.orchestrator.create(newTask()) }
        await #expect(throws: OrchestrationError.store("no disk")) { try await server.orchestrator.task("x") }
    }
}
