import GRDB
import JSON
import Orchestration

extension DeliveryRecord {
    /// The delivery that a row of `deliveries` holds.
    init(_ row: Row) throws {
        let id: String = row["id"]
        guard let status = Status(rawValue: row["status"]), let event = EventKind(rawValue: row["kind"]),
            let detail = try? JSONValue.parse(row["detail"])
        else { throw StoreError.unavailable("delivery \(id) is damaged") }
        let next: Int64? = row["next_attempt_at"]
        self.init(
            id: id, integration: row["integration"], sequence: row["sequence"], event: event, taskID: row["task_id"],
            status: status, attempts: row["attempts"], statusCode: detail["status_code"]?.intValue,
            reason: detail["reason"]?.stringValue, link: detail["link"]?.stringValue,
            createdAt: Timestamp(milliseconds: row["created_at"]),
            updatedAt: Timestamp(milliseconds: row["updated_at"]),
            nextAttemptAt: next.map(Timestamp.init(milliseconds:)))
    }

    /// As the column `detail` holds it.
    var detail: JSONValue {
        [
            "status_code": statusCode.map(JSONValue.integer) ?? .null,
            "reason": reason.map(JSONValue.string) ?? .null,
            "link": link.map(JSONValue.string) ?? .null,
        ]
    }
}
