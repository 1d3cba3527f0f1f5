public import NIOCore

/// One whole reply; the transport adds Date, Content-Length and Connection and leaves out a body that may not be sent.
///
/// Fields named Content-Length, Transfer-Encoding or Connection are ignored: framing belongs to the transport.
/// A field whose name is no token, or whose value holds CR, LF or NUL, is dropped whole, never split.
public struct TransportReply: Sendable {
    /// Status from 200 to 599.
    public var status: Int
    /// Fields in the order they are to be sent.
    public var headers: [(name: String, value: String)]
    /// Body; for a HEAD request give the body of the GET, so that Content-Length is right.
    public var body: ByteBuffer
    /// Makes the body while it is sent, in place of `body`.
    public var stream: TransportStream?
    /// Whether the connection closes after this reply.
    public var close: Bool

    /// A reply that keeps the connection open unless told otherwise.
    public init(
        status: Int, headers: [(name: String, value: String)] = [], body: ByteBuffer = ByteBuffer(),
        stream: TransportStream? = nil, close: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.stream = stream
        self.close = close
    }
}
