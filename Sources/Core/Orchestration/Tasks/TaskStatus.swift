/// Where a task stands; the raw values are the names on the wire and in the store.
public enum TaskStatus: String, Sendable, CaseIterable {
    /// Created, waiting for somebody to execute it.
    case pending
    /// To be run as soon as its first agent has room.
    case queued
    case running
    case completed
    case failed
    case cancelled
    /// Waiting for a person to approve its next step.
    case awaitingApproval = "awaiting_approval"

    /// Whether the task has ended: what is final never changes again.
    public var isFinal: Bool {
        switch self {
        case .completed, .failed, .cancelled: true
        case .pending, .queued, .running, .awaitingApproval: false
        }
    }
}
