public import NIOCore

/// One whole HTTP/1.x request that kept every limit: head and body are complete.
public struct TransportRequest: Sendable {
    /// Method as sent, upper case for every method HTTP defines.
    public var method: String
    /// Path and query as sent, still percent-encoded; an absolute form has lost its scheme and authority (RFC 9112 3.2.2).
    public var target: String
    /// Fields in the order received, names in the case received, values without surrounding whitespace.
    public var headers: [(name: String, value: String)]
    /// Body without its framing; empty if there was none.
    public var body: ByteBuffer
    /// Address of the other end without port or zone.
    public var peer: String
    /// Whether the client is willing to send another request on this connection.
    public var isKeepAlive: Bool

    /// A request from its parts, for the transport and for tests of responders.
    public init(
        method: String, target: String, headers: [(name: String, value: String)] = [], body: ByteBuffer = ByteBuffer(),
        peer: String = "127.0.0.1", isKeepAlive: Bool = true
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.peer = peer
        self.isKeepAlive = isKeepAlive
    }
}
