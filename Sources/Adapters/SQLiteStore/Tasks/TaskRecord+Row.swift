import GRDB
import JSON
import Orchestration
import Prediction

extension TaskRecord {
    /// The task that a row of `tasks` holds.
    ///
    /// - Throws: `unavailable` for a row that this program cannot have written.
    init(_ row: Row) throws {
        let id: String = row["id"]
        guard let status = TaskStatus(rawValue: row["status"]), let brief = try Self.json(row["brief"], id),
            let parameters = try Self.json(row["parameters"], id), let team = try Self.json(row["assigned_agents"], id)
        else { throw StoreError.unavailable("task \(id) is damaged") }
        self.init(
            id: id, title: brief["title"]?.stringValue ?? "", description: brief["description"]?.stringValue,
            taskType: row["task_type"], target: brief["target"]?.stringValue ?? "", priority: row["priority"],
            parameters: parameters, owner: row["owner"], status: status,
            assignedAgents: (team.arrayValue ?? []).compactMap(\.stringValue),
            atWork: (try Self.json(row["at_work"], id)?.arrayValue ?? []).compactMap(AgentShift.init),
            progress: row["progress"],
            attempt: row["attempt"], givenBack: row["given_back"], result: try Self.json(row["result"], id),
            failure: try Self.json(row["failure"], id).map(TaskFailure.init),
            prediction: try Self.json(row["prediction"], id).flatMap(TaskForecast.init),
            createdAt: Timestamp(milliseconds: row["created_at"]),
            updatedAt: Timestamp(milliseconds: row["updated_at"]),
            startedAt: Self.time(row["started_at"]), finishedAt: Self.time(row["finished_at"]), trace: row["trace"])
    }

    /// As the column `brief` holds it.
    var brief: JSONValue {
        ["title": .string(title), "description": description.map(JSONValue.string) ?? .null, "target": .string(target)]
    }

    /// As the column `assigned_agents` holds it.
    var team: JSONValue { .array(assignedAgents.map(JSONValue.string)) }

    private static func time(_ milliseconds: Int64?) -> Timestamp? { milliseconds.map(Timestamp.init(milliseconds:)) }

    private static func json(_ text: String?, _ id: String) throws -> JSONValue? {
        do { return try text.map { text throws(JSONSyntaxError) in try JSONValue.parse(text) } } catch {
            throw StoreError.unavailable("task \(id) is damaged: \(error.message)")
        }
    }
}

extension AgentShift {
    /// As the column `at_work` holds it.
    var json: JSONValue { ["agent": .string(agent), "since": .integer(Int(since.milliseconds))] }

    init?(_ json: JSONValue) {
        guard let agent = json["agent"]?.stringValue, let since = json["since"]?.intValue else { return nil }
        self.init(agent: agent, since: Timestamp(milliseconds: Int64(since)))
    }
}

extension TaskFailure {
    /// As the column `failure` holds it.
    var json: JSONValue { ["code": .string(code), "detail": .string(detail)] }

    init(_ json: JSONValue) {
        self.init(code: json["code"]?.stringValue ?? "", detail: json["detail"]?.stringValue ?? "")
    }
}

extension TaskEvent {
    /// The event that a row of `events` holds.
    init(_ row: Row) throws {
        let sequence: Int64 = row["sequence"]
        guard let kind = EventKind(rawValue: row["kind"]), let data = try? JSONValue.parse(row["data"]) else {
            throw StoreError.unavailable("event \(sequence) is damaged")
        }
        self.init(
            sequence: sequence, kind: kind, taskID: row["task_id"], owner: row["owner"],
            timestamp: Timestamp(milliseconds: row["timestamp"]), data: data)
    }
}
