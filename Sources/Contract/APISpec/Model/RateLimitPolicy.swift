/// One named rate limit (limits.yaml; words as in the IETF RateLimit header draft).
public struct RateLimitPolicy: Sendable, Hashable {
    /// Who shares one quota (`pk`).
    public enum Partition: String, Sendable, CaseIterable {
        /// Each caller has its own.
        case user
        /// Each address has its own.
        case ip
        /// All callers of an operation share one.
        case operation
    }

    public var name: String
    /// Requests allowed in one window (`q`).
    public var quota: Int
    /// Seconds (`w`).
    public var windowSeconds: Int
    /// Requests that may come at once; the quota where the file does not say.
    public var burst: Int
    public var partition: Partition

    public init(
        name: String, quota: Int, windowSeconds: Int, burst: Int? = nil, partition: Partition
    ) {
        self.name = name
        self.quota = quota
        self.windowSeconds = windowSeconds
        self.burst = burst ?? quota
        self.partition = partition
    }
}
