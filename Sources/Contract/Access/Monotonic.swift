/// Time that only moves forward, for measuring and for limits; its zero has no meaning.
public enum Monotonic {
    private static let start = ContinuousClock.now

    /// Nanoseconds since this process first asked.
    public static func nanoseconds() -> Int64 {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
