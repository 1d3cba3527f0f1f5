import Access
public import JSON

/// The time as the gateway sees it: what the calendar says, what has passed, and waiting.
public struct GatewayClock: Sendable {
    public var now: @Sendable () -> Timestamp
    /// Nanoseconds on a clock that only moves forward.
    public var monotonicNanoseconds: @Sendable () -> Int64
    /// Returns after so many nanoseconds, or throws when its task is cancelled.
    public var sleep: @Sendable (Int64) async throws -> Void

    public init(
        now: @escaping @Sendable () -> Timestamp,
        monotonicNanoseconds: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Int64) async throws -> Void = { try await Task.sleep(for: .nanoseconds($0)) }
    ) {
        self.now = now
        self.monotonicNanoseconds = monotonicNanoseconds
        self.sleep = sleep
    }

    /// The clocks of this machine.
    public static let system = GatewayClock(
        now: { Timestamp.now() }, monotonicNanoseconds: { Monotonic.nanoseconds() })
}
