/// How much, and how slowly, one client may send and read.
public struct TransportLimits: Sendable, Equatable {
    /// Bytes of request target, field names and field values together.
    public var headBytes: Int
    /// Bytes of the request target.
    public var uriBytes: Int
    /// Number of fields.
    public var headerCount: Int
    /// Bytes of a body without its framing.
    public var bodyBytes: Int
    /// Seconds from the first byte of a head (on a new connection: from its start) to the end of that head.
    public var headSeconds: Int
    /// Seconds from the end of a head to the end of its body.
    public var bodySeconds: Int
    /// Seconds between a reply and the first byte of the next request.
    public var idleSeconds: Int
    /// Seconds in which a client that has bytes waiting for it must take at least some of them.
    public var writeSeconds: Int
    /// Requests answered before the connection is closed.
    public var requestsPerConnection: Int
    /// Connections open at once.
    public var connections: Int
    /// Connections open at once from one address; an IPv6 /64 counts as one address.
    public var connectionsPerAddress: Int

    /// The limits of a server that faces strangers.
    public init(
        headBytes: Int = 32_768, uriBytes: Int = 8_192, headerCount: Int = 100, bodyBytes: Int = 1_048_576,
        headSeconds: Int = 10, bodySeconds: Int = 30, idleSeconds: Int = 60, writeSeconds: Int = 30,
        requestsPerConnection: Int = 1_000, connections: Int = 10_000, connectionsPerAddress: Int = 256
    ) {
        self.headBytes = headBytes
        self.uriBytes = uriBytes
        self.headerCount = headerCount
        self.bodyBytes = bodyBytes
        self.headSeconds = headSeconds
        self.bodySeconds = bodySeconds
        self.idleSeconds = idleSeconds
        self.writeSeconds = writeSeconds
        self.requestsPerConnection = requestsPerConnection
        self.connections = connections
        self.connectionsPerAddress = connectionsPerAddress
    }
}
