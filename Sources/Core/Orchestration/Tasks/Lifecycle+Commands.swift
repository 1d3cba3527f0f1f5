import JSON
import Prediction

extension Lifecycle {
    /// Progress says 100 only of a completed task, whatever its agents report.
    static let progressBeforeCompletion = 99.0

    mutating func enqueue() throws(StoreError) -> [Action] {
        try require([.pending])
        task.status = .queued
        return []
    }

    mutating func start(at time: Timestamp) throws(StoreError) -> [Action] {
        try require([.queued])
        task.status = .running
        task.attempt += 1
        task.startedAt = time
        let started: JSONValue = ["attempt": .integer(task.attempt), "assigned_agents": agents]
        return [.emit(.taskExecutionStarted, started)] + task.assignedAgents.prefix(1).flatMap { begin($0, at: time) }
    }

    /// An agent that is at work already does not begin again.
    mutating func begin(_ agent: String, at time: Timestamp) -> [Action] {
        guard !task.atWork.contains(where: { $0.agent == agent }) else { return [] }
        task.atWork.append(AgentShift(agent: agent, since: time))
        return [.emit(.agentStarted, ["agent_id": .string(agent), "attempt": .integer(task.attempt)])]
    }

    mutating func advance(_ advance: TaskAdvance) -> [Action] {
        let reported = advance.percentage.isNaN ? 0 : advance.percentage
        task.progress = max(task.progress, min(reported, Self.progressBeforeCompletion))
        return [
            .emit(
                .taskProgress,
                [
                    "percentage": .double(task.progress),
                    "agent_id": .string(advance.agent),
                    "step": advance.step.map(JSONValue.string) ?? .null,
                    "message": advance.message.map(JSONValue.string) ?? .null,
                ])
        ]
    }

    /// The end of an agent that is not at work says nothing that was not said before.
    mutating func end(_ ending: AgentEnding) -> [Action] {
        guard let index = task.atWork.firstIndex(where: { $0.agent == ending.agent }) else { return [] }
        task.atWork.remove(at: index)
        return [
            agentCompleted(ending, ending.succeeded ? "completed" : "failed"), .tally(ending),
            .learn(outcome(of: ending)),
        ]
    }

    /// Whoever is still at work when the run is over was stopped; that is nobody's failure and is not counted.
    mutating func stopAgents(at time: Timestamp) -> [Action] {
        defer { task.atWork = [] }
        return task.atWork.map { shift in
            let seconds = Double(max(0, time.milliseconds - shift.since.milliseconds)) / 1000
            return agentCompleted(AgentEnding(agent: shift.agent, succeeded: false, seconds: seconds), "stopped")
        }
    }

    private func agentCompleted(_ ending: AgentEnding, _ status: JSONValue) -> Action {
        .emit(
            .agentCompleted,
            [
                "agent_id": .string(ending.agent), "status": status, "duration_seconds": .double(ending.seconds),
                "findings": .integer(ending.findings),
            ])
    }

    private func outcome(of ending: AgentEnding) -> Outcome {
        Outcome(
            taskType: task.taskType, agent: ending.agent,
            ending: ending.succeeded ? .completed : ending.timedOut ? .timedOut : .failed, seconds: ending.seconds,
            quality: ending.quality, forecast: task.prediction?.agents.first { $0.agent == ending.agent })
    }

    mutating func complete(_ result: JSONValue, at time: Timestamp) -> [Action] {
        let stopped = stopAgents(at: time)
        task.status = .completed
        task.progress = 100
        task.result = result
        task.finishedAt = time
        let started = task.startedAt ?? time
        let seconds = Double(max(0, time.milliseconds - started.milliseconds)) / 1000
        return stopped + [
            .emit(
                .taskCompleted,
                [
                    "status": .string(TaskStatus.completed.rawValue), "duration_seconds": .double(seconds),
                    "result": result,
                ])
        ]
    }

    mutating func end(as status: TaskStatus, _ failure: TaskFailure, at time: Timestamp) -> [Action] {
        let stopped = stopAgents(at: time)
        task.status = status
        task.failure = failure
        task.finishedAt = time
        return stopped + [
            .emit(
                .taskFailed,
                [
                    "status": .string(status.rawValue), "error_code": .string(failure.code),
                    "detail": .string(failure.detail),
                ])
        ]
    }

    mutating func giveBack(at time: Timestamp) -> [Action] {
        task.givenBack += 1
        return requeue(at: time)
    }

    mutating func cancel(at time: Timestamp) throws(StoreError) -> [Action] {
        try require([.pending, .queued, .running, .awaitingApproval])
        return end(as: .cancelled, .cancelled(task.id), at: time)
    }

    /// A task whose server died runs again while every one of its agents still allows it; else it ends.
    mutating func rescue(_ allowed: [String: Int], at time: Timestamp) -> [Action] {
        guard task.status == .running || task.status == .queued else { return [] }
        if let gone = task.assignedAgents.first(where: { allowed[$0] == nil }) {
            return end(as: .failed, .agentGone(gone), at: time)
        }
        guard task.status == .running else { return [] }
        let interrupted = task.attempt - task.givenBack
        let limit = task.assignedAgents.compactMap { allowed[$0] }.min() ?? 1
        if interrupted >= limit {
            return end(as: .failed, .attemptsExhausted(task.id, attempts: interrupted), at: time)
        }
        // Its agents died with the server, and the task's last change is the last that is known of them.
        return requeue(at: task.updatedAt)
    }

    /// It keeps its place in the queue, so it runs before what was queued later.
    private mutating func requeue(at time: Timestamp) -> [Action] {
        task.status = .queued
        task.startedAt = nil
        return stopAgents(at: time)
    }
}
