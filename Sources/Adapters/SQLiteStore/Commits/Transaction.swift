import GRDB
import JSON
import Orchestration

/// The open transaction of one group commit; lives on the writer's queue and never leaves it.
final class Transaction {
    let database: Database
    /// What observers will hear of after the commit.
    private(set) var events: [TaskEvent] = []
    /// The tasks that were written, as they are then.
    private(set) var tasks: [TaskRecord] = []
    /// Why SQLite has given the whole transaction up: a full disk, for instance.
    private(set) var breach: (any Error)?

    init(_ database: Database) { self.database = database }

    /// Runs `body` so that what it throws leaves nothing behind, while the rest of the transaction goes on.
    func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
        let known = (events: events.count, tasks: tasks.count)
        try execute("SAVEPOINT operation")
        do {
            let value = try body()
            try execute("RELEASE operation")
            return value
        } catch {
            events.removeLast(events.count - known.events)
            tasks.removeLast(tasks.count - known.tasks)
            undo(after: error)
            throw error
        }
    }

    private func undo(after error: any Error) {
        guard database.isInsideTransaction else {
            breach = error
            return
        }
        do {
            try execute("ROLLBACK TO operation")
            try execute("RELEASE operation")
        } catch {
            breach = error
        }
    }

    func execute(_ sql: String, _ arguments: StatementArguments = []) throws {
        try database.cachedStatement(sql: sql).execute(arguments: arguments)
    }

    func rows(_ sql: String, _ arguments: StatementArguments = []) throws -> [Row] {
        try Row.fetchAll(database.cachedStatement(sql: sql), arguments: arguments)
    }

    /// To be called for every task that is written.
    func wrote(_ task: TaskRecord) { tasks.append(task) }

    /// Stores an event under the next sequence number.
    func append(_ kind: EventKind, _ data: JSONValue, of task: TaskRecord, at time: Timestamp) throws {
        try execute(
            "INSERT INTO events (kind, task_id, owner, timestamp, data) VALUES (?, ?, ?, ?, ?)",
            [kind.rawValue, task.id, task.owner, time.milliseconds, data.jsonText])
        events.append(
            TaskEvent(
                sequence: database.lastInsertedRowID, kind: kind, taskID: task.id, owner: task.owner, timestamp: time,
                data: data))
    }
}
