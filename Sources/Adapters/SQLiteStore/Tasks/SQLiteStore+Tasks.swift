import GRDB
public import JSON
public import Orchestration

extension SQLiteStore {
    public func create(_ task: TaskRecord) async throws(StoreError) {
        try await write { try $0.insert(task) }
    }

    public func apply(
        _ commands: [TaskCommand], to id: String, at time: Timestamp
    ) async throws(StoreError) -> TaskRecord {
        try await write { try $0.change(id, commands, at: time) }
    }

    public func claim(agent: String, limit: Int, at time: Timestamp) async throws(StoreError) -> [TaskRecord] {
        try await write { transaction in
            let best = try transaction.rows(
                """
                SELECT id FROM tasks WHERE agent = ? AND status = 'queued' ORDER BY priority DESC, queue_place LIMIT ?
                """, [agent, limit])
            return try best.map { try transaction.change($0["id"], [.start], at: time) }
        }
    }

    public func rescue(attemptsAllowed: [String: Int], at time: Timestamp) async throws(StoreError) -> RecoveryReport {
        try await write { try $0.rescue(attemptsAllowed: attemptsAllowed, at: time) }
    }

    public func task(_ id: String) async throws(StoreError) -> TaskRecord? {
        if let known = cache.task(id) { return known }
        let commits = cache.commits
        let found = try await read { database in
            try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM tasks WHERE id = ?"), arguments: [id]
            ).map(TaskRecord.init)
        }
        if let found { cache.found(found, since: commits) }
        return found
    }

    public func recent(_ id: String) -> TaskRecord? { cache.task(id) }

    public func tasks(_ query: TaskQuery) async throws(StoreError) -> TaskPage {
        try await read { database in
            let limit = max(1, query.limit)
            let listing = TaskListing(query, limit: limit + 1)
            let rows = try Row.fetchAll(
                database.cachedStatement(sql: listing.sql), arguments: listing.arguments)
            let tasks = try rows.prefix(limit).map(TaskRecord.init)
            guard rows.count > limit else { return TaskPage(tasks: tasks) }
            let last = rows[limit - 1]
            return TaskPage(tasks: tasks, nextCursor: PageCursor(createdAt: last["created_at"], number: last["number"]))
        }
    }

    public func events(
        after sequence: Int64, task: String?, limit: Int
    ) async throws(StoreError) -> [TaskEvent] {
        let filter = task == nil ? "" : "AND task_id = ?"
        let sql = "SELECT * FROM events WHERE sequence > ? \(filter) ORDER BY sequence LIMIT ?"
        let arguments: StatementArguments = if let task { [sequence, task, limit] } else { [sequence, limit] }
        return try await read { database in
            try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments).map(TaskEvent.init)
        }
    }

    public func latestSequence() async throws(StoreError) -> Int64 {
        try await read { try Int64.fetchOne($0, sql: "SELECT MAX(sequence) FROM events") ?? 0 }
    }

    public func tallies() async throws(StoreError) -> [String: AgentTally] {
        try await read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT * FROM agent_tallies")
            let tallies = rows.map { row in
                (
                    row["agent"] as String,
                    AgentTally(completed: row["completed"], failed: row["failed"], seconds: row["seconds"])
                )
            }
            return Dictionary(tallies, uniquingKeysWith: { first, _ in first })
        }
    }
}
