public import JSON

/// Something that happened to a task, stored in the same transaction as the change itself.
public struct TaskEvent: Sendable, Equatable {
    /// Place in the log: larger for later commits, never used twice.
    public var sequence: Int64
    public var kind: EventKind
    public var taskID: String
    /// The task's owner, so that readers need not look it up.
    public var owner: String
    public var timestamp: Timestamp
    /// The object that `spec/asyncapi.yaml` describes under `data`.
    public var data: JSONValue

    public init(
        sequence: Int64, kind: EventKind, taskID: String, owner: String, timestamp: Timestamp, data: JSONValue
    ) {
        self.sequence = sequence
        self.kind = kind
        self.taskID = taskID
        self.owner = owner
        self.timestamp = timestamp
        self.data = data
    }
}
