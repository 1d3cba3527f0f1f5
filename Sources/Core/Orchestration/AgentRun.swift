import JSON

/// A task that this server has started and that has not left its hands.
struct AgentRun: Sendable {
    let task: TaskRecord
    let ticket: Ticket
    /// How long it may take in all; nil for ever.
    let timeout: Duration?
    var team: Team
    /// How the agents that are done ended, in that order.
    private(set) var endings: [AgentEnding] = []
    /// Whether it is over for everybody: decided, cancelled, or given back.
    private(set) var isHalted = false
    /// Agents that have begun and have not returned.
    private var present: Set<String>
    private var stops: [AsyncStream<Never>.Continuation] = []

    init(_ task: TaskRecord, plan: TaskPlan) {
        self.task = task
        ticket = Ticket(task)
        timeout = plan.timeout
        team = Team(agents: task.assignedAgents, plan: plan)
        present = Set(task.assignedAgents.prefix(1))
    }

    var attempt: Int { task.attempt }

    /// Whether no agent of it is there any more.
    var isDeserted: Bool { present.isEmpty }

    /// A stream that ends when the run is halted; one for everybody who waits for that.
    mutating func stopSignal() -> AsyncStream<Never> {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        if isHalted { continuation.finish() } else { stops.append(continuation) }
        return stream
    }

    /// Tells everybody to stop; false if they were told before.
    @discardableResult
    mutating func halt() -> Bool {
        guard !isHalted else { return false }
        isHalted = true
        for stop in stops { stop.finish() }
        stops = []
        return true
    }

    /// An agent begins that was called; false if it may not any more.
    mutating func begin(_ agent: String) -> Bool {
        guard !isHalted, team.begin(agent) else { return false }
        present.insert(agent)
        return true
    }

    /// An agent returned.
    mutating func leave(_ agent: String) { present.remove(agent) }

    /// Takes in how an agent ended, and gives what is to be stored now; nil if that is of no interest any more.
    ///
    /// The commands that end the task repeat the ends of all agents, so that it does not matter which of them the
    /// store takes in first.
    mutating func end(_ ending: AgentEnding, _ outcome: Result<JSONValue, TaskFailure>) -> [TaskCommand]? {
        guard !isHalted, team.end(ending.agent, outcome) else { return nil }
        endings.append(ending)
        return finalCommands ?? [.endAgent(ending, attempt: attempt)]
    }

    /// Ends the task for a reason outside its agents, and gives what is to be stored; nil if it is over already.
    mutating func fail(_ failure: TaskFailure) -> [TaskCommand]? {
        guard !isHalted, team.fail(failure) else { return nil }
        return finalCommands
    }

    /// What ends the task in the store, once it is decided; then the run is over.
    private var finalCommands: [TaskCommand]? {
        mutating get {
            let last: TaskCommand
            switch team.verdict {
            case .completed(let result): last = .complete(result, attempt: attempt)
            case .failed(let failure): last = .fail(failure, attempt: attempt)
            case nil: return nil
            }
            halt()
            return endings.map { .endAgent($0, attempt: attempt) } + [last]
        }
    }
}

/// How one agent's part of a run came to its end.
enum AgentOutcome: Sendable {
    case finished(JSONValue)
    case failed(TaskFailure)
    case timedOut(TaskFailure)
    /// The run is over for everybody, or the server shuts down.
    case stopped
}
