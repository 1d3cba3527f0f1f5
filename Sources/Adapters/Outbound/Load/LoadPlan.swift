/// How to put load on one URL; every number is held within the caps that stand beside it.
public struct LoadPlan: Sendable {
    public enum Pace: Sendable, Equatable {
        /// Closed loop: a connection sends its next request as soon as the one before is answered.
        case closed
        /// Open model: so many requests a second become due, however slowly the answers come.
        case rate(Int)
    }

    /// What is sent; its `timeout` is for one answer, redirects are not followed, bodies of answers are counted and dropped.
    public let request: WebRequest
    public let pace: Pace
    /// Connections kept open at once.
    public let connections: Int
    /// How many requests are sent at most; in a closed loop this ends the run as the duration does.
    public let requests: Int
    /// For how long requests are begun; answers that are still missing then are waited for.
    public let duration: Duration

    /// No run begins more requests in a second than this, not even a closed loop.
    public static let highestRate = 50_000
    public static let mostConnections = 128
    public static let mostRequests = 1_000_000
    public static let longestDuration = Duration.seconds(300)
    public static let longestTimeout = Duration.seconds(60)

    /// - Parameters:
    ///   - pace: a rate is held within 1...`highestRate`
    ///   - connections: held within 1...`mostConnections`
    ///   - requests: nil for as many as the duration allows
    public init(
        _ request: WebRequest, pace: Pace, connections: Int = 10, requests: Int? = nil,
        duration: Duration = .seconds(10)
    ) {
        var request = request
        request.timeout = min(max(request.timeout, .milliseconds(1)), Self.longestTimeout)
        self.request = request
        self.connections = min(max(connections, 1), Self.mostConnections)
        self.requests = min(max(requests ?? Self.mostRequests, 1), Self.mostRequests)
        self.duration = min(max(duration, .milliseconds(1)), Self.longestDuration)
        switch pace {
        case .closed: self.pace = .closed
        case .rate(let rate): self.pace = .rate(min(max(rate, 1), Self.highestRate))
        }
    }
}
