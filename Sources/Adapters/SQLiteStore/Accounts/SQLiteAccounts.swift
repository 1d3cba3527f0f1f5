public import Access
import GRDB
public import JSON
import Orchestration

/// Accounts in an SQLite file of their own, which several processes may use at once: `amas users` beside a server.
///
/// It has a rollback journal, not a write-ahead log: two processes that checkpoint one log could damage it, see
/// https://sqlite.org/wal.html, "the WAL-reset bug". A change is on the disk when its call returns.
public final class SQLiteAccounts: AccountStore {
    let queue: DatabaseQueue

    /// Opens the file at `path`, making or migrating it as needed; it is readable by its owner alone.
    ///
    /// - Throws: when it is newer than this program, cannot be used, or its durability cannot be had.
    public init(path: String) throws(SQLiteStoreError) {
        try DatabaseFiles.restrict(path)
        queue = try Opening.queue(at: path)
    }

    /// Calls after this one fail.
    public func close() { try? queue.close() }

    public func account(named username: String) async throws -> Account? {
        try await queue.read { database in
            try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM accounts WHERE username = ?"), arguments: [username]
            ).map(Account.init)
        }
    }

    public func accounts() async throws -> [Account] {
        try await queue.read { try Row.fetchAll($0, sql: "SELECT * FROM accounts ORDER BY username").map(Account.init) }
    }

    public func add(_ account: Account) async throws(AccountError) {
        try await change { database in
            let taken = "SELECT 1 FROM accounts WHERE username = ?"
            guard try Row.fetchOne(database, sql: taken, arguments: [account.username]) == nil else {
                throw AccountError.exists(account.username)
            }
            try database.execute(
                sql: """
                    INSERT INTO accounts (username, role, password_hash, created_at, tokens_valid_after)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    account.username, account.role.rawValue, account.passwordHash, account.createdAt.milliseconds,
                    account.tokensValidAfter.milliseconds,
                ])
        }
    }

    public func replacePassword(
        of username: String, hash: String, tokensValidAfter: Timestamp
    ) async throws(AccountError) {
        try await change { database in
            try database.execute(
                sql: "UPDATE accounts SET password_hash = ?, tokens_valid_after = ? WHERE username = ?",
                arguments: [hash, tokensValidAfter.milliseconds, username])
            guard database.changesCount == 1 else { throw AccountError.unknown(username) }
            try database.execute(sql: "DELETE FROM sessions WHERE username = ?", arguments: [username])
        }
    }

    public func upgradeHash(of username: String, from old: String, to new: String) async throws(AccountError) {
        try await change { database in
            try database.execute(
                sql: "UPDATE accounts SET password_hash = ? WHERE username = ? AND password_hash = ?",
                arguments: [new, username, old])
        }
    }

    /// The settings that durability rests on, as the connection has them.
    func durability() throws -> Durability { try queue.read { try Durability(of: $0) } }

    /// Runs `body` in a transaction, durable on return; what it throws it has not written.
    func change<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(AccountError) -> Value {
        do { return try await queue.write(body) } catch { throw AccountError(error) }
    }
}

extension AccountError {
    /// Our own refusals as they are; whatever SQLite says as `store`.
    init(_ error: any Error) {
        self = error as? AccountError ?? .store(StoreError(error).reason)
    }
}
