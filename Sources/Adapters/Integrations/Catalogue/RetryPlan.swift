import JSON

/// How often and how far apart a delivery is tried.
struct RetryPlan: Sendable, Equatable {
    /// For one attempt.
    var timeout: Duration
    var attempts: Int
    var firstWait: Duration
    var longestWait: Duration

    /// How long to wait after this many failed attempts; nil to give up.
    ///
    /// The wait doubles from the first to the longest, less up to half of it by `chance`, which is 0 to 1, so that many
    /// integrations do not come back at the same moment. It is never shorter than what the receiver `asked` for, unless
    /// that is beyond the longest.
    func wait(after failures: Int, chance: Double, asked: Duration? = nil) -> Duration? {
        guard failures < attempts else { return nil }
        let doubled = firstWait * Int(1 << min(max(0, failures - 1), 30))
        let wait = min(doubled, longestWait) * (1 - min(1, max(0, chance)) / 2)
        return max(wait, min(asked ?? .zero, longestWait))
    }
}

extension Timestamp {
    /// So much later.
    func adding(_ duration: Duration) -> Timestamp {
        let parts = duration.components
        return Timestamp(
            milliseconds: milliseconds + parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000)
    }

    /// What is left until then; zero when it is past.
    func duration(until other: Timestamp) -> Duration { .milliseconds(max(0, other.milliseconds - milliseconds)) }
}
