public import NIOCore

/// The first bytes of a frame, checked (RFC 6455 5.2).
public struct FrameHeader: Sendable, Equatable {
    /// Whether this is the last frame of its message.
    public var isFinal: Bool
    /// What the frame carries.
    public var opcode: Opcode
    /// Length of the payload in bytes.
    public var length: Int

    /// A header from its fields.
    public init(isFinal: Bool, opcode: Opcode, length: Int) {
        self.isFinal = isFinal
        self.opcode = opcode
        self.length = length
    }
}

/// Payload of one frame, whole or in part: a control frame comes whole, a data frame in the pieces it arrives in.
public struct FramePiece: Sendable, Equatable {
    /// The frame the piece belongs to.
    public var header: FrameHeader
    /// Unmasked bytes; empty only if the frame is.
    public var payload: ByteBuffer
    /// Whether the frame begins here.
    public var isFirst: Bool
    /// Whether the frame ends here.
    public var isLast: Bool

    /// A piece from its fields; a whole frame unless told otherwise.
    public init(header: FrameHeader, payload: ByteBuffer, isFirst: Bool = true, isLast: Bool = true) {
        self.header = header
        self.payload = payload
        self.isFirst = isFirst
        self.isLast = isLast
    }
}
