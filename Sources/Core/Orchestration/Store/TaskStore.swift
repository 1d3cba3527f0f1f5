public import JSON
public import Prediction

/// Where tasks and their events are kept.
///
/// Each call that changes something is one transaction, durable when it returns; one that throws changed nothing.
/// The rules are `Lifecycle`'s, run inside the transaction. Calls must work in a cancelled Swift task as in any
/// other: a shutdown still has things to write.
public protocol TaskStore: Sendable {
    /// Stores a new task and its `task_created`.
    ///
    /// - Throws: `duplicate` if the id is taken.
    func create(_ task: TaskRecord) async throws(StoreError)

    /// Stores a new task, its `task_created` and the key, or finds the task created under the key before.
    ///
    /// All in one transaction: of several such calls at once, one creates. Takes some expired keys away each time, so
    /// that they never pile up.
    ///
    /// - Throws: `keyReused` if the fingerprint is another one, `keyedTaskGone` if the key's task is not stored any
    ///   more, `duplicate` if the id is taken.
    func create(_ task: TaskRecord, once key: IdempotencyKey) async throws(StoreError) -> TaskCreation

    /// The task that this owner created under the key; nil for a key that is unknown or expired.
    ///
    /// - Throws: `keyReused` if the fingerprint is another one, `keyedTaskGone` if the task is not stored any more.
    func creation(
        under key: IdempotencyKey, owner: String, at time: Timestamp
    ) async throws(StoreError) -> TaskRecord?

    /// Carries out all the commands on one task or none, with their events, and returns the task as it is then.
    func apply(_ commands: [TaskCommand], to id: String, at time: Timestamp) async throws(StoreError) -> TaskRecord

    /// Starts queued tasks whose first agent is this one: largest priority first, then first queued first.
    ///
    /// Returns them as they are then, in that order; fewer than `limit` only if there are no more.
    func claim(agent: String, limit: Int, at time: Timestamp) async throws(StoreError) -> [TaskRecord]

    /// Gives every task that a dead server left running, or queued for an agent that is gone, its `rescue` command.
    func rescue(attemptsAllowed: [String: Int], at time: Timestamp) async throws(StoreError) -> RecoveryReport

    func task(_ id: String) async throws(StoreError) -> TaskRecord?

    /// The same at once, if the store has the task at hand; nil says nothing about whether there is one.
    func recent(_ id: String) -> TaskRecord?

    /// Tasks by creation, in the order of the query.
    func tasks(_ query: TaskQuery) async throws(StoreError) -> TaskPage

    /// At most `limit` events after `sequence`, in order, of one task or of all.
    func events(after sequence: Int64, task: String?, limit: Int) async throws(StoreError) -> [TaskEvent]

    /// The largest sequence number there is; 0 when there is no event.
    func latestSequence() async throws(StoreError) -> Int64

    /// How the runs of each agent have gone so far, by agent.
    func tallies() async throws(StoreError) -> [String: AgentTally]

    /// How many tasks are in which state; the cost does not grow with the number of tasks that have ended.
    func totals() async throws(StoreError) -> TaskTotals

    /// The latest `count` outcomes of each agent in each type of task, oldest first.
    func outcomes(latest count: Int) async throws(StoreError) -> [Outcome]

    /// At most `limit` outcomes after the one of this number, oldest first.
    func outcomes(after number: Int64, limit: Int) async throws(StoreError) -> [Outcome]

    /// Calls `observer` with the events of every commit from now on, in order, once they can be read.
    ///
    /// The observer is called before the verb that caused the events returns, and must not block.
    func observe(_ observer: @escaping @Sendable ([TaskEvent]) -> Void)
}

extension TaskStore {
    /// A store that keeps nothing at hand.
    public func recent(_ id: String) -> TaskRecord? { nil }
}

/// How the runs of one agent have gone.
public struct AgentTally: Sendable, Equatable {
    public var completed: Int
    public var failed: Int
    /// Over the completed runs.
    public var seconds: Double

    public init(completed: Int = 0, failed: Int = 0, seconds: Double = 0) {
        self.completed = completed
        self.failed = failed
        self.seconds = seconds
    }

    /// Counts one run more.
    public mutating func count(_ ending: AgentEnding) {
        if ending.succeeded {
            completed += 1
            seconds += ending.seconds
        } else {
            failed += 1
        }
    }
}

/// What a server found when it started.
public struct RecoveryReport: Sendable, Equatable {
    /// Tasks that were running and will run again.
    public var requeued: Int
    /// Tasks that ended: no attempt left, or an agent is gone.
    public var failed: Int
    /// Tasks that are queued now, the requeued ones included.
    public var queued: Int

    public init(requeued: Int = 0, failed: Int = 0, queued: Int = 0) {
        self.requeued = requeued
        self.failed = failed
        self.queued = queued
    }
}
