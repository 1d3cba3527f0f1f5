import Synchronization

/// Counts the connections of a listener, for those who watch it.
public final class ConnectionGauge: Sendable {
    /// What was counted so far.
    public struct Reading: Sendable, Equatable {
        /// Open now, upgraded ones included.
        public var open = 0
        /// Accepted since the start, refused ones included.
        public var accepted = 0
        /// Over a limit of `TransportLimits`.
        public var refused = 0

        public init() {}
    }

    private let counts = Mutex(Reading())

    public init() {}

    public var reading: Reading { counts.withLock { $0 } }

    func opened(isAdmitted: Bool) {
        counts.withLock { counts in
            counts.open += 1
            counts.accepted += 1
            if !isAdmitted { counts.refused += 1 }
        }
    }

    func closed() { counts.withLock { $0.open -= 1 } }
}
