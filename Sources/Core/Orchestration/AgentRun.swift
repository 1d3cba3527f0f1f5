import JSON

/// A task that this server has started and that has not left its hands.
struct AgentRun: Sendable {
    let task: TaskRecord
    let ticket: Ticket
    /// What its agents made of it so far, in their order.
    var results: [(agent: String, result: JSONValue)] = []
    /// Whether the task was cancelled.
    private(set) var isHalted = false
    private var stop: AsyncStream<Never>.Continuation?

    init(_ task: TaskRecord) {
        self.task = task
        ticket = Ticket(task)
    }

    var attempt: Int { task.attempt }

    /// How many of its agents are done.
    var stage: Int { results.count }

    /// The agent after the one that works now.
    var next: String? {
        let index = stage + 1
        return task.assignedAgents.indices.contains(index) ? task.assignedAgents[index] : nil
    }

    /// A stream that ends when the run is halted; one for each agent.
    mutating func stopSignal() -> AsyncStream<Never> {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        stop = continuation
        if isHalted { continuation.finish() }
        return stream
    }

    mutating func halt() {
        isHalted = true
        stop?.finish()
    }

    /// The percentage of the whole task when its present agent is this far: agents count equally.
    func percentage(_ fraction: Double) -> Double {
        let known = fraction.isNaN ? 0 : min(1, max(0, fraction))
        let share = (Double(stage) + known) / Double(max(1, task.assignedAgents.count))
        return (share * 10_000).rounded() / 100
    }
}

/// How one agent's part of a run came to its end.
enum AgentOutcome: Sendable {
    case finished(JSONValue)
    case failed(TaskFailure)
    case timedOut
    /// The task was cancelled, or the server shuts down.
    case stopped
}
