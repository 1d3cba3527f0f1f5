/// Every number of limits.yaml.
///
/// The values given here serve a single OpenAPI document, which comes without a limits.yaml; in ours every key is
/// required, so that no limit is in force that cannot be read in the file.
public struct Limits: Sendable {
    /// By name.
    public var rateLimits: [String: RateLimitPolicy] = [:]
    public var request = RequestLimits()
    public var connection = ConnectionLimits()
    public var websocket = WebSocketLimits()

    public init() {}
}

/// What one request may hold.
public struct RequestLimits: Sendable, Equatable {
    /// Bytes of request line and header fields together.
    public var headBytes = 32_768
    /// Bytes of the request target.
    public var uriBytes = 8_192
    /// Header fields.
    public var headerCount = 100
    /// Bytes of the body after transfer decoding.
    public var bodyBytes = 1_048_576
    /// Nesting of arrays and objects in a JSON body.
    public var jsonDepth = 64
    /// Values in a JSON body, members and elements counted.
    public var jsonNodes = 100_000
    /// How long an Idempotency-Key is remembered.
    public var idempotencySeconds = 86_400

    public init() {}
}

/// What one connection may take.
public struct ConnectionLimits: Sendable, Equatable {
    /// From the first byte of a request to the end of its head.
    public var headSeconds = 10
    /// From the end of the head to the end of the body.
    public var bodySeconds = 30
    /// Between two requests.
    public var idleSeconds = 60
    /// For the caller to take in the answer.
    public var writeSeconds = 30
    /// Then the connection is closed.
    public var requestsPerConnection = 1_000
    /// Open at once, in all.
    public var connections = 10_000
    /// Open at once, from one address.
    public var connectionsPerAddress = 256

    public init() {}
}

/// What one WebSocket may take.
public struct WebSocketLimits: Sendable, Equatable {
    /// Bytes of the longest message accepted.
    public var messageBytes = 65_536
    /// Bytes of unread output; a reader that falls further behind is disconnected.
    public var queueBytes = 1_048_576
    /// Between two heartbeat events.
    public var heartbeatSeconds = 20
    /// Tasks followed at once.
    public var subscriptions = 100
    public var commandsPerSecond = 20

    public init() {}
}
