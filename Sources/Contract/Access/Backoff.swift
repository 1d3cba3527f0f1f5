/// How long a key must wait after failed attempts: 1 s, doubling with every further failure up to 5 minutes.
///
/// Never a lasting lock: whoever waits may try again. The first few failures cost nothing, so that a slip of the finger
/// is not taken for an attack. Time is passed in, in nanoseconds of a clock that only moves forward.
public struct Backoff: Sendable {
    /// When waiting starts and how it grows.
    public struct Rule: Sendable, Equatable {
        /// Failures without a wait.
        public var grace: Int
        /// The first wait.
        public var firstSeconds: Int
        /// The longest wait.
        public var mostSeconds: Int
        /// Failures are forgotten after so long without another.
        public var forgetSeconds: Int

        public init(grace: Int = 3, firstSeconds: Int = 1, mostSeconds: Int = 300, forgetSeconds: Int = 900) {
            self.grace = grace
            self.firstSeconds = firstSeconds
            self.mostSeconds = mostSeconds
            self.forgetSeconds = forgetSeconds
        }

        /// Seconds to wait after so many failures in a row.
        func waitSeconds(after failures: Int) -> Int {
            guard failures > grace else { return 0 }
            // 2^30 seconds is far beyond any longest wait, and cannot overflow.
            return min(mostSeconds, firstSeconds << min(failures - grace - 1, 30))
        }
    }

    private struct Record: Sendable {
        var failures = 0
        var lastFailure: Int64 = 0
    }

    public let rule: Rule
    private var records: BoundedMap<String, Record>

    /// Remembers at most `capacity` keys.
    public init(_ rule: Rule = Rule(), capacity: Int = 20_000) {
        self.rule = rule
        records = BoundedMap(capacity: capacity)
    }

    /// Whole seconds, rounded up, until the key may try again; 0: now.
    public func waitSeconds(_ key: String, now: Int64) -> Int {
        guard let record = records.peek(key) else { return 0 }
        let until = record.lastFailure + Int64(rule.waitSeconds(after: record.failures)) * 1_000_000_000
        return until <= now ? 0 : Int((until - now + 999_999_999) / 1_000_000_000)
    }

    /// Counts a failure.
    public mutating func failed(_ key: String, now: Int64) {
        var record = records[key] ?? Record()
        if now - record.lastFailure > Int64(rule.forgetSeconds) * 1_000_000_000 { record.failures = 0 }
        record.failures += 1
        record.lastFailure = now
        records[key] = record
    }

    /// Forgets the failures of a key.
    public mutating func succeeded(_ key: String) {
        records[key] = nil
    }
}
