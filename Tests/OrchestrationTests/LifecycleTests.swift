import JSON
import Prediction
import Orchestration
import Testing

@Suite struct LifecycleTests {
    private static func lifecycle(_ status: TaskStatus, attempt: Int = 1, agents: [String] = ["a"]) -> Lifecycle {
        var task = record(agents: agents)
        task.status = status
        task.attempt = attempt
        task.startedAt = status == .running ? time(1000) : nil
        task.atWork = status == .running ? [AgentShift(agent: agents[0], since: time(1000))] : []
        return Lifecycle(task)
    }

    private static let commands: [TaskCommand] = [
        .enqueue, .start, .beginAgent("a", attempt: 1), .advance(TaskAdvance(agent: "a", percentage: 1), attempt: 1),
        .endAgent(AgentEnding(agent: "a", succeeded: true, seconds: 1), attempt: 1), .complete([:], attempt: 1),
        .fail(TaskFailure(code: "AGENT_FAILED", detail: "x"), attempt: 1), .giveBack(attempt: 1), .cancel,
    ]

    /// For each state, what each command above makes of it; nil where it is refused.
    private static let table: [TaskStatus: [TaskStatus?]] = [
        .pending: [.queued, nil, nil, nil, nil, nil, nil, nil, .cancelled],
        .queued: [nil, .running, nil, nil, nil, nil, nil, nil, .cancelled],
        .running: [nil, nil, .running, .running, .running, .completed, .failed, .queued, .cancelled],
        .awaitingApproval: [nil, nil, nil, nil, nil, nil, nil, nil, .cancelled],
        .completed: Array(repeating: nil, count: 9),
        .failed: Array(repeating: nil, count: 9),
        .cancelled: Array(repeating: nil, count: 9),
    ]

    @Test(arguments: TaskStatus.allCases) func allowsExactlyWhatTheTableSays(status: TaskStatus) throws {
        let row = try #require(Self.table[status])
        for (command, outcome) in zip(Self.commands, row) {
            var lifecycle = Self.lifecycle(status)
            let before = lifecycle
            let actions = try? lifecycle.handle(command, at: time(2000))
            #expect((actions == nil) == (outcome == nil), "\(command)")
            if let outcome {
                #expect(lifecycle.task.status == outcome, "\(command)")
            } else {
                #expect(lifecycle == before)
            }
            #expect((lifecycle.task.finishedAt != nil) == (outcome?.isFinal ?? false))
        }
    }

    @Test func refusalsSayWhatWouldDo() {
        var done = Self.lifecycle(.completed)
        #expect(throws: StoreError.conflict(id: "task_1", status: .completed, wanted: "pending")) {
            try done.handle(.enqueue, at: time(0))
        }
        let wanted = "pending, queued, running or awaiting approval"
        #expect(throws: StoreError.conflict(id: "task_1", status: .completed, wanted: wanted)) {
            try done.handle(.cancel, at: time(0))
        }
        var second = Self.lifecycle(.running, attempt: 2)
        #expect(throws: StoreError.superseded(id: "task_1", attempt: 1)) {
            try second.handle(.complete([:], attempt: 1), at: time(0))
        }
    }

    @Test func startingCountsAnAttemptAndNamesTheAgents() throws {
        var lifecycle = Self.lifecycle(.queued, attempt: 1, agents: ["a", "b"])
        let actions = try lifecycle.handle(.start, at: time(5000))
        #expect(
            actions == [
                .emit(.taskExecutionStarted, ["attempt": 2, "assigned_agents": ["a", "b"]]),
                .emit(.agentStarted, ["agent_id": "a", "attempt": 2]),
            ])
        #expect(lifecycle.task.attempt == 2)
        #expect(lifecycle.task.startedAt == time(5000))
        #expect(lifecycle.task.updatedAt == time(5000))
    }

    @Test func progressNeverFallsAndSays100OnlyAtTheEnd() throws {
        var lifecycle = Self.lifecycle(.running)
        var shown: [Double] = []
        for percentage in [10, 50, 30, .nan, 98.5, 250, -3] as [Double] {
            let advance = TaskAdvance(agent: "a", percentage: percentage, step: "s", message: "m")
            let actions = try lifecycle.handle(.advance(advance, attempt: 1), at: time(2000))
            shown.append(lifecycle.task.progress)
            let data: JSONValue = [
                "percentage": .double(lifecycle.task.progress), "agent_id": "a", "step": "s", "message": "m",
            ]
            #expect(actions == [.emit(.taskProgress, data)])
        }
        #expect(shown == [10, 50, 50, 50, 98.5, 99, 99])
        _ = try lifecycle.handle(.complete([:], attempt: 1), at: time(3000))
        #expect(lifecycle.task.progress == 100)
    }

    @Test func completionTellsHowLongTheRunTook() throws {
        var lifecycle = Self.lifecycle(.running)
        let actions = try lifecycle.handle(.complete(["summary": "fine"], attempt: 1), at: time(3500))
        let data: JSONValue = ["status": "completed", "duration_seconds": 2.5, "result": ["summary": "fine"]]
        #expect(actions.last == .emit(.taskCompleted, data))
        var backwards = Self.lifecycle(.running)
        let earlier = try backwards.handle(.complete([:], attempt: 1), at: time(0))
        guard case .emit(_, let late)? = earlier.last else { return }
        #expect(late["duration_seconds"] == 0.0, "a clock that was set back gives no negative duration")
    }

    @Test func theEndOfAnAgentIsAnEventAndCounts() throws {
        var lifecycle = Self.lifecycle(.running)
        let ending = AgentEnding(agent: "a", succeeded: false, seconds: 1.5, findings: 2)
        let actions = try lifecycle.handle(.endAgent(ending, attempt: 1), at: time(2000))
        let data: JSONValue = ["agent_id": "a", "status": "failed", "duration_seconds": 1.5, "findings": 2]
        let outcome = Outcome(taskType: "scan", agent: "a", ending: .failed, seconds: 1.5)
        #expect(actions == [.emit(.agentCompleted, data), .tally(ending), .learn(outcome)])
        #expect(try lifecycle.handle(.endAgent(ending, attempt: 1), at: time(2001)) == [], "it ends once")
    }

    @Test func anAgentBeginsOnceAndAnyNumberAreAtWork() throws {
        var lifecycle = Self.lifecycle(.running, agents: ["a", "b"])
        let started: JSONValue = ["agent_id": "b", "attempt": 1]
        #expect(try lifecycle.handle(.beginAgent("b", attempt: 1), at: time(1500)) == [.emit(.agentStarted, started)])
        #expect(try lifecycle.handle(.beginAgent("b", attempt: 1), at: time(1600)) == [])
        #expect(
            lifecycle.task.atWork
                == [AgentShift(agent: "a", since: time(1000)), AgentShift(agent: "b", since: time(1500))])
    }

    static let overs: [(TaskCommand, [Double])] = [
        (.cancel, [2, 1.5]), (.fail(TaskFailure(code: "TASK_TIMEOUT", detail: "x"), attempt: 1), [2, 1.5]),
        (.complete([:], attempt: 1), [2, 1.5]), (.giveBack(attempt: 1), [2, 1.5]),
        // Nothing is known of the time between the last change, at 1500, and the new start.
        (.rescue(attemptsAllowed: ["a": 2, "b": 2]), [0.5, 0]),
        (.rescue(attemptsAllowed: ["a": 1, "b": 1]), [2, 1.5]),
    ]

    @Test(arguments: overs) func whoIsAtWorkWhenARunIsOverWasStopped(command: TaskCommand, seconds: [Double]) throws {
        var lifecycle = Self.lifecycle(.running, agents: ["a", "b"])
        _ = try lifecycle.handle(.beginAgent("b", attempt: 1), at: time(1500))
        let actions = try lifecycle.handle(command, at: time(3000))
        let stopped = zip(["a", "b"], seconds).map { agent, seconds in
            Lifecycle.Action.emit(
                .agentCompleted,
                [
                    "agent_id": .string(agent), "status": "stopped", "duration_seconds": .double(seconds),
                    "findings": 0,
                ])
        }
        #expect(Array(actions.prefix(2)) == stopped)
        #expect(actions.count == (lifecycle.task.status == .queued ? 2 : 3))
        #expect(lifecycle.task.atWork == [])
    }

    @Test func cancellationIsAFailureEventWithItsOwnStatus() throws {
        var lifecycle = Self.lifecycle(.pending)
        let actions = try lifecycle.handle(.cancel, at: time(2000))
        let data: JSONValue = [
            "status": "cancelled", "error_code": "TASK_CANCELLED", "detail": "Task task_1 was cancelled",
        ]
        #expect(actions == [.emit(.taskFailed, data)])
        #expect(lifecycle.task.failure == TaskFailure(code: "TASK_CANCELLED", detail: "Task task_1 was cancelled"))
    }

    @Test func rescueCountsInterruptionsAndNotWhatWasGivenBack() throws {
        var lifecycle = Self.lifecycle(.running, attempt: 5)
        lifecycle = Lifecycle(
            {
                var task = lifecycle.task; task.givenBack = 3; return task
            }())
        let allowed = ["a": 3]
        let actions = try lifecycle.handle(.rescue(attemptsAllowed: allowed), at: time(2000))
        #expect(actions.count == 1, "the agent that was at work")
        #expect(lifecycle.task.status == .queued && lifecycle.task.startedAt == nil)
        _ = try lifecycle.handle(.start, at: time(3000))
        _ = try lifecycle.handle(.rescue(attemptsAllowed: allowed), at: time(4000))
        #expect(lifecycle.task.status == .failed)
        #expect(
            lifecycle.task.failure?.detail
                == "Task task_1 was interrupted 3 times, which is as often as its agent allows")
    }

    @Test func theStrictestAgentOfATaskDecides() throws {
        var lifecycle = Self.lifecycle(.running, attempt: 1, agents: ["a", "b"])
        _ = try lifecycle.handle(.rescue(attemptsAllowed: ["a": 3, "b": 1]), at: time(2000))
        #expect(
            lifecycle.task.failure
                == TaskFailure(
                    code: "ATTEMPTS_EXHAUSTED",
                    detail: "Task task_1 was interrupted once, which is as often as its agent allows"))
    }

    @Test func severalCommandsAreOneOrNone() {
        var lifecycle = Self.lifecycle(.pending)
        let before = lifecycle
        #expect(throws: StoreError.superseded(id: "task_1", attempt: 9)) {
            try lifecycle.handle([.enqueue, .start, .complete([:], attempt: 9)], at: time(2000))
        }
        #expect(lifecycle == before)
    }
}
