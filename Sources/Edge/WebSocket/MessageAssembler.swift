import NIOCore

/// Puts frames together to messages (RFC 6455 5.4 to 5.6, 7.4, 8.1).
///
/// Refused with 1002: a continuation of nothing, a new message inside an unfinished one, a Close frame with one byte or
/// a code that may not be sent. Refused with 1007: text or reason that is not UTF-8, at the first byte that proves it.
/// Refused with 1009: a message over the byte limit; with 1008: one in too many fragments.
public struct MessageAssembler: Sendable {
    private let maximumBytes: Int
    private let maximumFragments: Int

    private var opcode: Opcode?
    private var fragments = 0
    private var bytes = ByteBuffer()
    private var check = UTF8Check()

    /// An assembler for what the other end of one connection sends.
    public init(maximumBytes: Int, maximumFragments: Int) {
        self.maximumBytes = maximumBytes
        self.maximumFragments = maximumFragments
    }

    /// Takes the next piece; returns the message that ends with it, if one does.
    public mutating func take(_ piece: FramePiece) throws(WebSocketFault) -> WebSocketMessage? {
        switch piece.header.opcode {
        case .ping: return .ping(piece.payload)
        case .pong: return .pong(piece.payload)
        case .close: return try Self.close(piece.payload)
        case .text, .binary, .continuation: return try takeData(piece)
        }
    }

    private mutating func takeData(_ piece: FramePiece) throws(WebSocketFault) -> WebSocketMessage? {
        if piece.isFirst { try begin(piece.header) }
        try append(piece.payload)
        guard piece.isLast, piece.header.isFinal else { return nil }
        return try finish()
    }

    private mutating func begin(_ header: FrameHeader) throws(WebSocketFault) {
        if header.opcode == .continuation {
            if opcode == nil { throw .broken("continuation of nothing") }
        } else {
            if opcode != nil { throw .broken("new message inside an unfinished one") }
            opcode = header.opcode
        }
        fragments += 1
        if fragments > maximumFragments { throw WebSocketFault(CloseCode.policyViolation, "too many fragments") }
        if header.length > maximumBytes - bytes.readableBytes {
            throw WebSocketFault(CloseCode.tooBig, "message too big")
        }
    }

    private mutating func append(_ payload: ByteBuffer) throws(WebSocketFault) {
        if opcode == .text, !payload.withUnsafeReadableBytes({ check.take($0) }) { throw .notText }
        if bytes.readableBytes == 0 {
            bytes = payload
        } else {
            bytes.writeImmutableBuffer(payload)
        }
    }

    private mutating func finish() throws(WebSocketFault) -> WebSocketMessage {
        let isText = opcode == .text
        let whole = bytes
        if isText && !check.isComplete { throw .notText }
        opcode = nil
        fragments = 0
        bytes = ByteBuffer()
        return isText ? .text(String(buffer: whole)) : .binary(whole)
    }

    private static func close(_ payload: ByteBuffer) throws(WebSocketFault) -> WebSocketMessage {
        var payload = payload
        if payload.readableBytes == 0 { return .close(code: nil, reason: "") }
        guard let code = payload.readInteger(as: UInt16.self) else { throw .broken("close frame of one byte") }
        guard CloseCode.maySend(code) else { throw .broken("close code that may not be sent") }
        var check = UTF8Check()
        guard payload.withUnsafeReadableBytes({ check.take($0) }), check.isComplete else { throw .notText }
        return .close(code: code, reason: String(buffer: payload))
    }
}

extension WebSocketFault {
    static let notText = WebSocketFault(CloseCode.invalidText, "text is not UTF-8")
}
