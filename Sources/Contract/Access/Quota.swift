/// So many requests in so many seconds, with so many at once.
public struct Quota: Sendable, Hashable {
    public var limit: Int
    public var windowSeconds: Int
    public var burst: Int

    /// - Parameter burst: the limit where nothing is said.
    public init(limit: Int, windowSeconds: Int, burst: Int? = nil) {
        self.limit = limit
        self.windowSeconds = windowSeconds
        self.burst = burst ?? limit
    }
}

/// What the limiter says to one request; the figures are exact, whole seconds rounded up.
public struct RateDecision: Sendable, Equatable {
    public var allowed: Bool
    /// How many more requests would be allowed at this moment.
    public var remaining: Int
    /// Seconds until the whole burst is there again, if nothing else is asked for.
    public var resetSeconds: Int
    /// Seconds until a request is allowed; 0 for one that is.
    public var retryAfterSeconds: Int

    public init(allowed: Bool, remaining: Int, resetSeconds: Int, retryAfterSeconds: Int) {
        self.allowed = allowed
        self.remaining = remaining
        self.resetSeconds = resetSeconds
        self.retryAfterSeconds = retryAfterSeconds
    }
}
