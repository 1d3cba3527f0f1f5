import GRDB
import JSON
public import Orchestration
public import Prediction

extension SQLiteStore {
    public func outcomes(latest count: Int) async throws(StoreError) -> [Outcome] {
        try await read { database in
            let sql = """
                SELECT outcomes.* FROM (SELECT DISTINCT task_type, agent FROM outcomes) AS kinds
                JOIN outcomes ON outcomes.number IN (
                    SELECT number FROM outcomes AS own
                    WHERE own.task_type = kinds.task_type AND own.agent = kinds.agent
                    ORDER BY number DESC LIMIT ?)
                ORDER BY outcomes.number
                """
            return try Row.fetchAll(database, sql: sql, arguments: [count]).map(Outcome.init)
        }
    }

    public func outcomes(after number: Int64, limit: Int) async throws(StoreError) -> [Outcome] {
        try await read { database in
            try Row.fetchAll(
                database.cachedStatement(sql: "SELECT * FROM outcomes WHERE number > ? ORDER BY number LIMIT ?"),
                arguments: [number, limit]
            ).map(Outcome.init)
        }
    }
}

extension Transaction {
    func append(_ outcome: Outcome, of task: TaskRecord, at time: Timestamp) throws {
        try execute(
            """
            INSERT INTO outcomes (task_id, attempt, task_type, agent, ending, seconds, quality, forecast, ended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                task.id, task.attempt, outcome.taskType, outcome.agent, outcome.ending.rawValue, outcome.seconds,
                outcome.quality, outcome.forecast?.json.jsonText, time.milliseconds,
            ])
    }
}

extension Outcome {
    /// The outcome that a row of `outcomes` holds.
    init(_ row: Row) throws {
        let number: Int64 = row["number"]
        let text: String? = row["forecast"]
        guard let ending = Ending(rawValue: row["ending"]) else {
            throw StoreError.unavailable("outcome \(number) is damaged")
        }
        self.init(
            number: number, taskType: row["task_type"], agent: row["agent"], ending: ending, seconds: row["seconds"],
            quality: row["quality"], forecast: try text.flatMap { AgentForecast(try JSONValue.parse($0)) })
    }
}
