import Synchronization

/// Counts requests by key, in memory that does not grow beyond its capacity.
///
/// Keys that nobody used for longest are forgotten first; a forgotten key starts with a full quota.
public final class RateLimiter: Sendable {
    private final class Shard: Sendable {
        let arrivals: Mutex<BoundedMap<String, Int64>>

        init(capacity: Int) { arrivals = Mutex(BoundedMap(capacity: capacity)) }
    }

    private let shards: [Shard]

    /// Remembers at most `capacity` keys.
    public init(capacity: Int = 100_000) {
        // Sixteen locks: requests of different callers rarely wait for each other.
        shards = (0..<16).map { _ in Shard(capacity: capacity / 16) }
    }

    /// Counts one request.
    ///
    /// - Parameters:
    ///   - key: whoever shares a quota, the name of the limit included.
    ///   - nowNanoseconds: time of a clock that only moves forward.
    public func take(key: String, quota: Quota, nowNanoseconds: Int64) -> RateDecision {
        let shard = shards[Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))]
        return shard.arrivals.withLock { arrivals in
            var arrival = arrivals[key] ?? nowNanoseconds
            let decision = GCRA(quota).take(&arrival, now: nowNanoseconds)
            arrivals[key] = arrival
            return decision
        }
    }

    /// How many keys it remembers.
    public var count: Int { shards.reduce(0) { $0 + $1.arrivals.withLock(\.count) } }
}
