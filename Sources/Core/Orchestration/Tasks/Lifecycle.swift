public import JSON
public import Prediction

/// The rules of one task: which command is allowed in which state, and what follows from it.
///
/// A value without clock or effects. Every store runs it inside the transaction that reads and writes the task, so
/// the rules hold whoever comes first. A refused command changes nothing.
public struct Lifecycle: Sendable, Equatable {
    /// What must happen besides storing the changed task, in the same transaction.
    public enum Action: Sendable, Equatable {
        /// Append an event.
        case emit(EventKind, JSONValue)
        /// Count one agent's run among its totals.
        case tally(AgentEnding)
        /// Append to the history that predictions are learned from; the store gives it its number.
        case learn(Outcome)
    }

    public internal(set) var task: TaskRecord

    public init(_ task: TaskRecord) { self.task = task }

    /// Carries out one command.
    ///
    /// - Throws: `conflict` in a state that does not allow it, `superseded` for a run that is not the current one.
    public mutating func handle(_ command: TaskCommand, at time: Timestamp) throws(StoreError) -> [Action] {
        var next = self
        let actions = try next.perform(command, at: time)
        if next.task != task { next.task.updatedAt = max(task.updatedAt, time) }
        self = next
        return actions
    }

    /// Carries out all the commands or none.
    public mutating func handle(_ commands: [TaskCommand], at time: Timestamp) throws(StoreError) -> [Action] {
        var next = self
        var actions: [Action] = []
        for command in commands { actions += try next.handle(command, at: time) }
        self = next
        return actions
    }

    /// The event of a task that was just created.
    public var creation: Action {
        let brief: JSONValue = [
            "id": .string(task.id), "title": .string(task.title), "status": .string(task.status.rawValue),
            "task_type": .string(task.taskType), "target": .string(task.target), "priority": .integer(task.priority),
            "assigned_agents": agents,
        ]
        return .emit(.taskCreated, ["task": brief])
    }

    private mutating func perform(_ command: TaskCommand, at time: Timestamp) throws(StoreError) -> [Action] {
        switch command {
        case .require(let states):
            try require(states)
            return []
        case .enqueue: return try enqueue()
        case .trace(let trace):
            task.trace = trace
            return []
        case .start: return try start(at: time)
        case .cancel: return try cancel(at: time)
        case .rescue(let allowed): return rescue(allowed, at: time)
        case .beginAgent(let agent, let attempt):
            try fence(attempt)
            return begin(agent, at: time)
        case .advance(let advance, let attempt):
            try fence(attempt)
            return self.advance(advance)
        case .endAgent(let ending, let attempt):
            try fence(attempt)
            return end(ending)
        case .complete(let result, let attempt):
            try fence(attempt)
            return complete(result, at: time)
        case .fail(let failure, let attempt):
            try fence(attempt)
            return end(as: .failed, failure, at: time)
        case .giveBack(let attempt):
            try fence(attempt)
            return giveBack(at: time)
        }
    }

    /// Refuses a run that was cancelled, timed out, given back or rescued meanwhile.
    private func fence(_ attempt: Int) throws(StoreError) {
        guard task.status == .running, task.attempt == attempt else {
            throw .superseded(id: task.id, attempt: attempt)
        }
    }

    func require(_ wanted: [TaskStatus]) throws(StoreError) {
        guard wanted.contains(task.status) else {
            let names = wanted.map { $0.rawValue.replacing("_", with: " ") }
            let earlier = names.dropLast().joined(separator: ", ")
            let text = [earlier, names.last ?? ""].filter { !$0.isEmpty }.joined(separator: " or ")
            throw .conflict(id: task.id, status: task.status, wanted: text)
        }
    }

    var agents: JSONValue { .array(task.assignedAgents.map(JSONValue.string)) }
}
