import GRDB
public import Orchestration

/// Tasks and their events in one SQLite file, for one process at a time.
///
/// What a call has returned from is on the disk: write-ahead log, `synchronous=FULL`, one connection that writes,
/// commits shared by whoever writes at the same moment. Readers have connections of their own and never wait for it.
public final class SQLiteStore: TaskStore {
    private let lock: FileLock
    let cache = RecentTasks()
    private let pool: DatabasePool
    let commits: GroupCommit

    /// Opens the database at `path`, making or migrating it as needed; its files are readable by their owner alone.
    ///
    /// - Throws: when another process has it open, it is newer than this program, or its durability cannot be had.
    public init(path: String) throws(SQLiteStoreError) {
        lock = try FileLock(path: path + ".lock", of: path)
        try DatabaseFiles.restrict(path)
        pool = try Opening.pool(at: path)
        commits = GroupCommit(pool: pool, recent: cache)
    }

    deinit { close() }

    /// Waits for what is under way, folds the log into the database file and lets another process open it.
    ///
    /// Calls after this one fail as unavailable. A store that is released closes by itself.
    public func close() {
        guard commits.close() else { return }
        cache.close()
        // Without the checkpoint nothing is lost: the next opening reads the log.
        _ = try? pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try? pool.close()
        lock.release()
    }

    /// Whether the database answers a query just now.
    public func answers() async -> Bool {
        let one = try? await read { try Int.fetchOne($0, sql: "SELECT 1") }
        return one == 1
    }

    public func observe(_ observer: @escaping @Sendable ([TaskEvent]) -> Void) { commits.observe(observer) }

    /// Runs `body` in a transaction, durable on return; what it throws it has not written.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws(StoreError) -> Value {
        do { return try await perform(body) } catch { throw StoreError(error) }
    }

    /// The same with whatever `body` throws.
    func perform<Value: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value {
        try await commits.perform(body)
    }

    /// Runs `body` on a snapshot that holds every write which has returned; works in a cancelled Swift task.
    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await withCheckedThrowingContinuation { continuation in
                pool.asyncRead { database in
                    continuation.resume(with: Result { try body(database.get()) })
                }
            }
        } catch {
            throw StoreError(error)
        }
    }

    /// The settings that durability rests on, as the writing connection has them.
    func durability() throws -> Durability { try pool.writeWithoutTransaction { try Durability(of: $0) } }
}

extension StoreError {
    /// Our own refusals as they are; whatever SQLite says as `unavailable`.
    init(_ error: any Error) {
        switch error {
        case let refusal as StoreError: self = refusal
        case let failure as DatabaseError: self = .unavailable(failure.reason)
        default: self = .unavailable(String(describing: error))
        }
    }

    /// Why the store failed; for a refusal, its description.
    var reason: String {
        if case .unavailable(let reason) = self { reason } else { String(describing: self) }
    }
}

extension DatabaseError {
    /// SQLite's own words, without the statement and its values.
    var reason: String { "SQLite error \(extendedResultCode.rawValue): \(message ?? "no message")" }
}
