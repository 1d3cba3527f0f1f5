public import JSON

/// A caller's mark on a request that creates a task: the same request sent again creates nothing.
///
/// draft-ietf-httpapi-idempotency-key-header. A key belongs to the task's owner; two people may use the same one.
public struct IdempotencyKey: Sendable, Equatable {
    public var text: String
    /// Of what was asked for: the same key with another fingerprint is refused.
    public var fingerprint: String
    /// From then on the key is unknown again.
    public var expiresAt: Timestamp

    public init(_ text: String, fingerprint: String, expiresAt: Timestamp) {
        self.text = text
        self.fingerprint = fingerprint
        self.expiresAt = expiresAt
    }
}

/// What became of a request to create a task under a key.
public struct TaskCreation: Sendable, Equatable {
    /// As it was when it was created, whatever has happened to it since.
    public var task: TaskRecord
    /// Whether it was created by an earlier request under the same key.
    public var isReplay: Bool

    public init(_ task: TaskRecord, isReplay: Bool) {
        self.task = task
        self.isReplay = isReplay
    }
}

extension TaskRecord {
    /// The task as it was on the day it was created: what never changes, and the rest as it began.
    public var asCreated: TaskRecord {
        var task = self
        task.status = .pending
        task.progress = 0
        task.attempt = 0
        task.givenBack = 0
        task.result = nil
        task.failure = nil
        task.updatedAt = createdAt
        task.startedAt = nil
        task.finishedAt = nil
        return task
    }
}
