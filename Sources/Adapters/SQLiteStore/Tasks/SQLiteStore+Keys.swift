import GRDB
public import JSON
public import Orchestration

extension SQLiteStore {
    public func create(_ task: TaskRecord, once key: IdempotencyKey) async throws(StoreError) -> TaskCreation {
        try await write { try $0.insert(task, once: key) }
    }

    public func creation(
        under key: IdempotencyKey, owner: String, at time: Timestamp
    ) async throws(StoreError) -> TaskRecord? {
        try await read { database in
            guard let row = try KeyRow.find(key, owner: owner, in: database), row.expiresAt > time else { return nil }
            return try row.task(key, in: database)
        }
    }
}
