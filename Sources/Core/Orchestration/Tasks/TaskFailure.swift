/// Why a task did not complete: a code of the error catalogue, and one sentence for people.
public struct TaskFailure: Error, Sendable, Equatable {
    public var code: String
    public var detail: String

    public init(code: String, detail: String) {
        self.code = code
        self.detail = detail
    }
}

extension TaskFailure {
    static func cancelled(_ id: String) -> TaskFailure {
        TaskFailure(code: "TASK_CANCELLED", detail: "Task \(id) was cancelled")
    }

    static func timedOut(agent: String, after timeout: Duration) -> TaskFailure {
        TaskFailure(
            code: "TASK_TIMEOUT", detail: "Agent \(agent) did not finish within \(seconds(timeout)) seconds")
    }

    /// The time of the whole task is up while these agents are not done.
    static func timedOut(_ task: TaskRecord, after timeout: Duration, unfinished: [String]) -> TaskFailure {
        let rest = unfinished.isEmpty ? "" : "; not done: \(unfinished.joined(separator: ", "))"
        return TaskFailure(
            code: "TASK_TIMEOUT",
            detail: """
                Task \(task.id) did not finish within \(seconds(timeout)) seconds, \
                the time of all agents of \(task.taskType) together\(rest)
                """)
    }

    private static func seconds(_ duration: Duration) -> String {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
        return seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }

    static func attemptsExhausted(_ id: String, attempts: Int) -> TaskFailure {
        let times = attempts == 1 ? "once" : "\(attempts) times"
        return TaskFailure(
            code: "ATTEMPTS_EXHAUSTED",
            detail: "Task \(id) was interrupted \(times), which is as often as its agent allows")
    }

    static func agentGone(_ agent: String) -> TaskFailure {
        TaskFailure(code: "AGENT_NOT_FOUND", detail: "Agent \(agent) is disabled or no longer exists")
    }
}
