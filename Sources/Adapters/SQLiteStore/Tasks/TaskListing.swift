import GRDB
import JSON
import Orchestration

/// A query as SQLite answers it: every list is found by an index that ends in its order.
struct TaskListing {
    let sql: String
    let arguments: StatementArguments

    init(_ query: TaskQuery, limit: Int) {
        // The position stands in both tables; the index is that of the one that is searched.
        let searched = query.agent == nil ? "tasks" : "task_agents"
        let position = "(\(searched).created_at, \(searched).number)"
        var conditions: [(sql: String, values: [(any DatabaseValueConvertible)?])] = []
        func add(_ sql: String, _ value: (any DatabaseValueConvertible)?) {
            if let value { conditions.append((sql, [value])) }
        }
        add("task_agents.agent = ?", query.agent)
        add("owner = ?", query.owner)
        add("status = ?", query.status?.rawValue)
        add("task_type = ?", query.taskType)
        add("json_extract(brief, '$.target') = ?", query.target)
        add("\(searched).created_at >= ?", query.createdFrom?.milliseconds)
        add("\(searched).created_at < ?", query.createdBefore?.milliseconds)
        let isNewestFirst = query.order == .newest
        if let cursor = query.cursor {
            conditions.append(("\(position) \(isNewestFirst ? "<" : ">") (?, ?)", [cursor.createdAt, cursor.number]))
        }
        let filter = conditions.map(\.sql).joined(separator: " AND ")
        let direction = isNewestFirst ? "DESC" : "ASC"
        sql = """
            SELECT tasks.* FROM \(query.agent == nil ? "tasks" : "task_agents CROSS JOIN tasks USING (number)")
            \(filter.isEmpty ? "" : "WHERE \(filter)")
            ORDER BY \(searched).created_at \(direction), \(searched).number \(direction) LIMIT ?
            """
        arguments = StatementArguments(conditions.flatMap(\.values) + [limit])
    }
}
