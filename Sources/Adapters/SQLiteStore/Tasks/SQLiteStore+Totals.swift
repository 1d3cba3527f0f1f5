import GRDB
public import Orchestration

extension SQLiteStore {
    /// Named, because the index by status would have to sort.
    static let queueTotals = """
        SELECT agent, COUNT(*) AS count FROM tasks INDEXED BY tasks_queue WHERE status = 'queued' GROUP BY agent
        """

    /// Reads the counters, and counts the queue by its index.
    public func totals() async throws(StoreError) -> TaskTotals {
        try await read { database in
            var totals = TaskTotals()
            for row in try Row.fetchAll(database, sql: "SELECT status, count, seconds FROM task_totals") {
                guard let status = TaskStatus(rawValue: row["status"]) else { continue }
                totals.counts[status] = row["count"]
                if status == .completed { totals.completedSeconds = row["seconds"] }
            }
            for row in try Row.fetchAll(database, sql: Self.queueTotals) { totals.queued[row["agent"]] = row["count"] }
            totals.latestSequence = try Int64.fetchOne(database, sql: "SELECT MAX(sequence) FROM events") ?? 0
            return totals
        }
    }

    /// What the commits have done since the store was opened.
    public var activity: StoreActivity { commits.activity }
}
