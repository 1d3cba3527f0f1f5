/// What an operator may want to read in the log of the orchestrator's work.
public enum OrchestrationNotice: Sendable, Equatable, CustomStringConvertible {
    /// The store failed; it will be asked again.
    case storeFailed(doing: String, reason: String)
    /// A run goes back to the queue because the server shuts down.
    case gaveBack(task: String, attempt: Int)
    /// A run brought something after it was cancelled or timed out; it was not used.
    case ignored(task: String, attempt: Int)

    public var description: String {
        switch self {
        case .storeFailed(let work, let reason): "the store failed to \(work): \(reason)"
        case .gaveBack(let task, let attempt): "run \(attempt) of task \(task) goes back to the queue"
        case .ignored(let task, let attempt): "run \(attempt) of task \(task) was over before its agent ended"
        }
    }
}
