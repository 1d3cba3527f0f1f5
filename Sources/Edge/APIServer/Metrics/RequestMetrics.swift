import Synchronization

/// Counts the requests of the API where they end.
final class RequestMetrics: Sendable {
    /// What was counted so far.
    struct Reading: Sendable, Equatable {
        struct Key: Sendable, Hashable {
            /// The operation's id; "none" for a request that matched none.
            var operation: String
            /// The first digit of the status: 2 for 200 to 299.
            var statusClass: Int
        }

        var counts: [Key: Int] = [:]
        /// By operation: from the whole request to its reply, of a stream to its head.
        var seconds: [String: Histogram] = [:]
        /// Requests that have begun and not ended.
        var inFlight = 0
        /// Event streams open now.
        var streams = 0

        /// Over all operations.
        var allSeconds: Histogram { seconds.values.reduce(into: Histogram()) { $0.add($1) } }
    }

    private let state = Mutex(Reading())

    var reading: Reading { state.withLock { $0 } }

    func began() { state.withLock { $0.inFlight += 1 } }

    func ended(_ operation: String?, status: Int, seconds: Double) {
        let name = operation ?? "none"
        state.withLock { state in
            state.inFlight -= 1
            state.counts[Reading.Key(operation: name, statusClass: status / 100), default: 0] += 1
            state.seconds[name, default: Histogram()].record(seconds)
        }
    }

    /// A reply whose stream has begun, or ended.
    func streams(_ change: Int) { state.withLock { $0.streams += change } }
}

/// A number of things that are there now.
final class Gauge: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add(_ change: Int) { count.withLock { $0 += change } }
}
