import JSON
import Orchestration
import Prediction
import Synchronization

/// A store as one server process sees it: once that process is dead, nothing it does reaches the store.
final class MortalStore: TaskStore {
    private let inner: any TaskStore
    private let dead = Mutex(false)

    init(_ inner: any TaskStore) { self.inner = inner }

    func die() { dead.withLock { $0 = true } }

    private var living: any TaskStore {
        get throws(StoreError) {
            if dead.withLock({ $0 }) { throw .unavailable("the process is dead") }
            return inner
        }
    }

    func create(_ task: TaskRecord) async throws(StoreError) { try await living.create(task) }

    func create(_ task: TaskRecord, once key: IdempotencyKey) async throws(StoreError) -> TaskCreation {
        try await living.create(task, once: key)
    }

    func creation(
        under key: IdempotencyKey, owner: String, at time: Timestamp
    ) async throws(StoreError) -> TaskRecord? {
        try await living.creation(under: key, owner: owner, at: time)
    }

    func totals() async throws(StoreError) -> TaskTotals { try await living.totals() }

    func apply(_ commands: [TaskCommand], to id: String, at time: Timestamp) async throws(StoreError) -> TaskRecord {
        try await living.apply(commands, to: id, at: time)
    }

    func claim(agent: String, limit: Int, at time: Timestamp) async throws(StoreError) -> [TaskRecord] {
        try await living.claim(agent: agent, limit: limit, at: time)
    }

    func rescue(attemptsAllowed: [String: Int], at time: Timestamp) async throws(StoreError) -> RecoveryReport {
        try await living.rescue(attemptsAllowed: attemptsAllowed, at: time)
    }

    func task(_ id: String) async throws(StoreError) -> TaskRecord? { try await living.task(id) }

    func tasks(_ query: TaskQuery) async throws(StoreError) -> TaskPage { try await living.tasks(query) }

    func events(after sequence: Int64, task: String?, limit: Int) async throws(StoreError) -> [TaskEvent] {
        try await living.events(after: sequence, task: task, limit: limit)
    }

    func latestSequence() async throws(StoreError) -> Int64 { try await living.latestSequence() }

    func tallies() async throws(StoreError) -> [String: AgentTally] { try await living.tallies() }

    func outcomes(latest count: Int) async throws(StoreError) -> [Outcome] {
        try await living.outcomes(latest: count)
    }

    func outcomes(after number: Int64, limit: Int) async throws(StoreError) -> [Outcome] {
        try await living.outcomes(after: number, limit: limit)
    }

    func observe(_ observer: @escaping @Sendable ([TaskEvent]) -> Void) { inner.observe(observer) }
}
