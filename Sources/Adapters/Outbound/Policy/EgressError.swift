/// Why something could not be reached, or was not allowed to be.
public enum EgressError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The egress policy does not let us reach `target`; nothing was sent to it.
    case notAllowed(target: String, reason: String)
    /// A host, port or URL that is not well formed.
    case invalid(String)
    /// The name has no address, or the DNS server gave no usable answer.
    case resolution(name: String, reason: String)
    /// The connection was refused, reset or cannot be routed.
    case connection(target: String, reason: String)
    /// The peer's certificate was not accepted.
    case certificate(target: String, reason: String)
    /// No answer within the time limit.
    case timeout(target: String, limit: Duration)
    /// The peer does not speak the protocol asked for, or breaks it.
    case protocolFault(target: String, reason: String)
    /// The task that asked was cancelled.
    case cancelled
    /// The door was shut by `Egress.shutdown()`.
    case closed

    public var description: String {
        switch self {
        case .notAllowed(let target, let reason): "\(target) may not be reached: \(reason)"
        case .invalid(let problem): problem
        case .resolution(let name, let reason): "\(name) cannot be resolved: \(reason)"
        case .connection(let target, let reason): "\(target) cannot be connected: \(reason)"
        case .certificate(let target, let reason): "\(target) has a certificate that is not accepted: \(reason)"
        case .timeout(let target, let limit): "\(target) did not answer within \(limit.milliseconds) ms"
        case .protocolFault(let target, let reason): "\(target) broke the protocol: \(reason)"
        case .cancelled: "cancelled"
        case .closed: "outgoing connections are shut down"
        }
    }
}

extension Duration {
    /// The whole milliseconds in this duration.
    var milliseconds: Int64 { components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000 }
}
