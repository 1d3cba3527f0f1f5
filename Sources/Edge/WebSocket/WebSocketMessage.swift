public import NIOCore

/// What the other end said, whole and checked.
public enum WebSocketMessage: Sendable, Equatable {
    case text(String)
    case binary(ByteBuffer)
    /// To be answered with a pong of the same bytes.
    case ping(ByteBuffer)
    case pong(ByteBuffer)
    /// The other end closes; no code if its frame was empty.
    case close(code: UInt16?, reason: String)
}
