/// What an operator may want to read in the log of deliveries; holds no secret and nothing of a task.
public enum CourierNotice: Sendable, Equatable, CustomStringConvertible {
    /// One attempt failed and another follows.
    case willRetry(delivery: String, attempts: Int, reason: String)
    case gaveUp(delivery: String, attempts: Int, reason: String)
    /// The receiver wants nothing more.
    case paused(integration: String, reason: String)
    /// The store failed; it will be asked again.
    case storeFailed(reason: String)

    public var description: String {
        switch self {
        case .willRetry(let id, let attempts, let reason): "delivery \(id) failed at attempt \(attempts): \(reason)"
        case .gaveUp(let id, let attempts, let reason): "delivery \(id) is given up after \(attempts): \(reason)"
        case .paused(let id, let reason): "integration \(id) is paused: \(reason)"
        case .storeFailed(let reason): "the store failed to keep a delivery: \(reason)"
        }
    }
}
