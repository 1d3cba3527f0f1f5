import GRDB
public import Orchestration

extension SQLiteStore {
    /// Reads the counters, and counts the queue by its index.
    public func totals() async throws(StoreError) -> TaskTotals {
        try await read { database in
            var totals = TaskTotals()
            for row in try Row.fetchAll(database, sql: "SELECT status, count, seconds FROM task_totals") {
                guard let status = TaskStatus(rawValue: row["status"]) else { continue }
                totals.counts[status] = row["count"]
                if status == .completed { totals.completedSeconds = row["seconds"] }
            }
            let queue = "SELECT agent, COUNT(*) AS count FROM tasks WHERE status = 'queued' GROUP BY agent"
            for row in try Row.fetchAll(database, sql: queue) { totals.queued[row["agent"]] = row["count"] }
            totals.latestSequence = try Int64.fetchOne(database, sql: "SELECT MAX(sequence) FROM events") ?? 0
            return totals
        }
    }

    /// What the commits have done since the store was opened.
    public var activity: StoreActivity { commits.activity }
}
