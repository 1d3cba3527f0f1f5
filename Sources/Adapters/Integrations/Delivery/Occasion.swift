import JSON
import Orchestration

/// What an integration is told: an event of the log, or a test.
struct Occasion: Sendable, Equatable {
    /// Tells a repetition: the same for every attempt.
    var id: String
    var type: String
    var timestamp: Timestamp
    var sequence: Int64
    var taskID: String
    var data: JSONValue

    /// As a webhook posts it.
    var json: JSONValue {
        [
            "type": .string(type), "timestamp": .string(timestamp.description), "seq": .integer(Int(sequence)),
            "task_id": .string(taskID), "data": data,
        ]
    }
}

extension Occasion {
    /// An event of the log on its way to one integration.
    init(_ event: TaskEvent, to integration: String) {
        self.init(
            id: Self.id(event.sequence, to: integration), type: event.kind.rawValue, timestamp: event.timestamp,
            sequence: event.sequence, taskID: event.taskID, data: event.data)
    }

    /// Made of what never changes, so that a server that forgot an attempt gives it the same id again.
    static func id(_ sequence: Int64, to integration: String) -> String { "msg_\(integration)_\(sequence)" }
}
