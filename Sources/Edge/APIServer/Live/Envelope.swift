import JSON
import Orchestration

/// The shape of every message to a WebSocket client, as `spec/asyncapi.yaml` promises it.
enum Envelope {
    /// An event of one task, as it stands in the event log.
    static func event(_ event: TaskEvent) -> JSONValue {
        make(event.kind.rawValue, event.data, at: event.timestamp, sequence: event.sequence, task: event.taskID)
    }

    /// An event of the connection itself; `sequence` is the position in the log up to which the client has heard.
    static func make(
        _ name: String, _ data: JSONValue, at time: Timestamp, sequence: Int64, task: String? = nil
    ) -> JSONValue {
        var object: JSONObject = [
            "event": .string(name), "data": data, "timestamp": time.json, "seq": .integer(Int(sequence)),
        ]
        if let task { object["task_id"] = .string(task) }
        return .object(object)
    }
}
