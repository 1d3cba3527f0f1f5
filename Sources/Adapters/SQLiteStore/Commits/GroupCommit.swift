import GRDB
import Orchestration
import Synchronization

/// Lets all who write at the same moment share one commit and its one wait for the disk.
///
/// An operation is answered after the commit, so an answer means durable. While one commit waits for the disk the
/// next operations gather: under load commits grow, without load an operation waits for nobody.
final class GroupCommit: Sendable {
    /// Answers whoever waits for an operation, with the error of the commit if that failed.
    private typealias Answer = @Sendable ((any Error)?) -> Void

    private struct Operation: Sendable {
        /// Runs inside a savepoint, so that one bad request rolls back alone.
        let run: @Sendable (Transaction) -> Answer
        /// Answers without having run.
        let refuse: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting = Waitlist<Operation>()
        var isDraining = false
        var isClosed = false
        var observers: [@Sendable ([TaskEvent]) -> Void] = []
        var activity = StoreActivity()
    }

    /// A commit takes no more operations than this.
    private static let largest = 256
    /// A commit takes no operation after this time.
    private static let longest = Duration.milliseconds(2)

    private let pool: DatabasePool
    private let recent: RecentTasks
    private let state = Mutex(State())

    /// - Parameter recent: hears of every commit before those who wait for it.
    init(pool: DatabasePool, recent: RecentTasks) {
        self.pool = pool
        self.recent = recent
    }

    /// What the commits have done so far.
    var activity: StoreActivity { state.withLock { $0.activity } }

    func observe(_ observer: @escaping @Sendable ([TaskEvent]) -> Void) {
        state.withLock { $0.observers.append(observer) }
    }

    /// Refuses everybody from now on, except those in the commit under way; false if it did so already.
    func close() -> Bool {
        state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
    }

    /// Runs `body` in the next commit and returns once that is on the disk.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let run = { @Sendable (transaction: Transaction) -> Answer in
                let result = Result { try transaction.savepoint { try body(transaction) } }
                return { failure in continuation.resume(with: failure.map { .failure($0) } ?? result) }
            }
            submit(Operation(run: run, refuse: { continuation.resume(throwing: $0) }))
        }
    }

    private func submit(_ operation: Operation) {
        let isFirst = state.withLock { state in
            state.waiting.append(operation)
            defer { state.isDraining = true }
            return !state.isDraining
        }
        if isFirst { drain() }
    }

    /// One commit a turn on the writer's queue, until nobody waits.
    private func drain() {
        pool.asyncWriteWithoutTransaction { database in
            self.commit(on: database)
            let hasMore = self.state.withLock { state in
                state.isDraining = !state.waiting.isEmpty
                return state.isDraining
            }
            if hasMore { self.drain() }
        }
    }

    private func commit(on database: Database) {
        if state.withLock({ $0.isClosed }) { return refuseAll(StoreError.unavailable("the store is closed")) }
        let start = ContinuousClock.now
        do { try database.beginTransaction(.immediate) } catch { return refuseAll(error) }
        let transaction = Transaction(database)
        let answers = run(in: transaction)
        let failure = finish(transaction)
        count(answers.count, failed: failure != nil, since: start)
        if failure == nil { recent.changed(transaction.tasks) } else { recent.forget(transaction.tasks) }
        if failure == nil { publish(transaction.events) }
        for answer in answers { answer(failure) }
    }

    private func count(_ operations: Int, failed: Bool, since start: ContinuousClock.Instant) {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        state.withLock { state in
            state.activity.commits += 1
            state.activity.operations += operations
            state.activity.failures += failed ? 1 : 0
            state.activity.seconds += Double(seconds) + Double(attoseconds) / 1e18
        }
    }

    private func run(in transaction: Transaction) -> [Answer] {
        let end = ContinuousClock.now + Self.longest
        var answers: [Answer] = []
        while answers.count < Self.largest, transaction.breach == nil, answers.isEmpty || ContinuousClock.now < end {
            guard let operation = state.withLock({ $0.waiting.popFirst() }) else { break }
            answers.append(operation.run(transaction))
        }
        return answers
    }

    /// Commits, or says why not and leaves nothing behind.
    private func finish(_ transaction: Transaction) -> (any Error)? {
        do {
            if let breach = transaction.breach { throw breach }
            try transaction.database.commit()
            return nil
        } catch {
            // SQLite has rolled back already after some errors; the connection must not stay in a transaction.
            if transaction.database.isInsideTransaction { try? transaction.database.rollback() }
            return error
        }
    }

    /// Nobody must wait for ever when a transaction cannot even begin.
    private func refuseAll(_ error: any Error) {
        while let operation = state.withLock({ $0.waiting.popFirst() }) { operation.refuse(error) }
    }

    /// Called for one commit after the other, so observers hear of events in the order of their numbers.
    private func publish(_ events: [TaskEvent]) {
        guard !events.isEmpty else { return }
        for observer in state.withLock({ $0.observers }) { observer(events) }
    }
}
