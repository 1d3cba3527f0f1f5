import GRDB
import Orchestration

extension TaskQuery {
    /// Newest first; the limit is the last argument, the cursor is the id of the last task of the page before.
    var sql: String {
        let conditions = [
            owner.map { _ in "owner = ?" }, status.map { _ in "status = ?" }, taskType.map { _ in "task_type = ?" },
            cursor.map { _ in "number < (SELECT number FROM tasks WHERE id = ?)" },
        ]
        let filter = conditions.compactMap { $0 }.joined(separator: " AND ")
        return "SELECT * FROM tasks \(filter.isEmpty ? "" : "WHERE \(filter)") ORDER BY number DESC LIMIT ?"
    }

    var arguments: StatementArguments {
        StatementArguments([owner, status?.rawValue, taskType, cursor].compactMap { $0 })
    }
}
