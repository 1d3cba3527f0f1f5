import Synchronization

/// A clock that goes on by itself, and at once over what somebody waits for.
final class SkippedTime: Sendable {
    private let start = ContinuousClock.now
    private let skipped = Mutex<Int64>(0)

    /// Nanoseconds.
    func now() -> Int64 { skipped.withLock { $0 } + Int64((ContinuousClock.now - start) / .nanoseconds(1)) }

    func skip(_ nanoseconds: Int64) { skipped.withLock { $0 += nanoseconds } }
}
