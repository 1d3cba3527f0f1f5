import GRDB
import JSON
import Orchestration

extension Transaction {
    /// Expired keys that one creation takes away: more than it adds, so that they never pile up.
    static let sweep = 64

    /// Stores the task and the key, or finds the task of the key.
    func insert(_ task: TaskRecord, once key: IdempotencyKey) throws -> TaskCreation {
        let found = try KeyRow.find(key, owner: task.owner, in: database)
        if let found, found.expiresAt > task.createdAt {
            return TaskCreation(try found.task(key, in: database).asCreated, isReplay: true)
        }
        try sweepKeys(at: task.createdAt)
        try insert(task)
        try execute(
            "INSERT OR REPLACE INTO idempotency_keys (owner, key, fingerprint, task_id, expires_at) VALUES (?, ?, ?, ?, ?)",
            [task.owner, key.text, key.fingerprint, task.id, key.expiresAt.milliseconds])
        return TaskCreation(task, isReplay: false)
    }

    private func sweepKeys(at time: Timestamp) throws {
        try execute(
            """
            DELETE FROM idempotency_keys WHERE (owner, key) IN (
                SELECT owner, key FROM idempotency_keys WHERE expires_at <= ? ORDER BY expires_at LIMIT ?
            )
            """, [time.milliseconds, Self.sweep])
    }
}

/// A row of `idempotency_keys`.
struct KeyRow {
    let fingerprint: String
    let taskID: String
    let expiresAt: Timestamp

    static func find(_ key: IdempotencyKey, owner: String, in database: Database) throws -> KeyRow? {
        let sql = "SELECT fingerprint, task_id, expires_at FROM idempotency_keys WHERE owner = ? AND key = ?"
        return try Row.fetchOne(database.cachedStatement(sql: sql), arguments: [owner, key.text]).map { row in
            KeyRow(
                fingerprint: row["fingerprint"], taskID: row["task_id"],
                expiresAt: Timestamp(milliseconds: row["expires_at"]))
        }
    }

    /// The task that was created under it, if the request was this one.
    func task(_ key: IdempotencyKey, in database: Database) throws -> TaskRecord {
        guard fingerprint == key.fingerprint else { throw StoreError.keyReused(key.text) }
        let statement = try database.cachedStatement(sql: "SELECT * FROM tasks WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [taskID]) else {
            throw StoreError.keyedTaskGone(taskID)
        }
        return try TaskRecord(row)
    }
}
