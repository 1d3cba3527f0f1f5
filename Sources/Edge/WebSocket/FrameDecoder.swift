public import NIOCore

/// Cuts a stream of bytes into frames and refuses every frame RFC 6455 section 5 does not allow.
///
/// Refused with 1002: reserved bits, reserved opcodes, a mask from a server or none from a client, a length not in its
/// shortest form or over 63 bits, control frames in parts or over 125 bytes. Refused with 1009: data over the limit.
/// The result does not depend on how the bytes were cut on their way.
public struct FrameDecoder: Sendable {
    private struct Open {
        var header: FrameHeader
        var mask: FrameMask?
        var left: Int
    }

    private let expectsMask: Bool
    private let maximumPayload: Int
    private var open: Open?

    /// A decoder for what the other end of a connection sends; `role` is our own.
    public init(role: WebSocketRole, maximumPayload: Int) {
        expectsMask = role == .server
        self.maximumPayload = maximumPayload
    }

    /// Reads the next piece, or returns nil when more bytes are needed; after a fault the stream is unusable.
    public mutating func next(from buffer: inout ByteBuffer) throws(WebSocketFault) -> FramePiece? {
        if let open { return piece(of: open, from: &buffer) }
        guard let opened = try readHeader(from: &buffer) else { return nil }
        open = opened
        return piece(of: opened, from: &buffer)
    }

    private mutating func piece(of frame: Open, from buffer: inout ByteBuffer) -> FramePiece? {
        var frame = frame
        let isFirst = frame.left == frame.header.length
        let count = min(frame.left, buffer.readableBytes)
        // Control frames are small: they wait until they are whole. Data frames go on at once, to fail early.
        if count < frame.left && (count == 0 || frame.header.opcode.isControl) { return nil }
        var payload = buffer.readSlice(length: count) ?? ByteBuffer()
        frame.mask?.apply(to: &payload)
        frame.left -= count
        open = frame.left == 0 ? nil : frame
        return FramePiece(header: frame.header, payload: payload, isFirst: isFirst, isLast: frame.left == 0)
    }

    private func readHeader(from buffer: inout ByteBuffer) throws(WebSocketFault) -> Open? {
        let start = buffer.readerIndex
        guard let first = buffer.getInteger(at: start, as: UInt8.self),
            let second = buffer.getInteger(at: start + 1, as: UInt8.self)
        else { return nil }
        let opcode = try checkedOpcode(first, second)
        let short = Int(second & 0x7F)
        let lengthSize = short == 126 ? 2 : short == 127 ? 8 : 0
        let size = 2 + lengthSize + (expectsMask ? 4 : 0)
        guard buffer.readableBytes >= size else { return nil }
        buffer.moveReaderIndex(forwardBy: 2)
        let length = try readLength(short, from: &buffer)
        if length > maximumPayload && !opcode.isControl { throw WebSocketFault(CloseCode.tooBig, "message too big") }
        let mask = expectsMask ? buffer.readInteger(as: UInt32.self).map(FrameMask.init(key:)) : nil
        return Open(
            header: FrameHeader(isFinal: first & 0x80 != 0, opcode: opcode, length: length), mask: mask, left: length)
    }

    private func checkedOpcode(_ first: UInt8, _ second: UInt8) throws(WebSocketFault) -> Opcode {
        if first & 0x70 != 0 { throw .broken("reserved bit set without an extension") }
        guard let opcode = Opcode(rawValue: first & 0x0F) else { throw .broken("reserved opcode") }
        if (second & 0x80 != 0) != expectsMask {
            throw .broken(expectsMask ? "frame from a client without mask" : "frame from a server with mask")
        }
        if opcode.isControl && first & 0x80 == 0 { throw .broken("control frame in parts") }
        if opcode.isControl && second & 0x7F > 125 { throw .broken("control frame over 125 bytes") }
        return opcode
    }

    /// Reads the rest of the length; the header is known to be whole.
    private func readLength(_ short: Int, from buffer: inout ByteBuffer) throws(WebSocketFault) -> Int {
        switch short {
        case 126:
            let length = Int(buffer.readInteger(as: UInt16.self) ?? 0)
            if length < 126 { throw .broken("length not in its shortest form") }
            return length
        case 127:
            let length = buffer.readInteger(as: UInt64.self) ?? 0
            if length >> 63 != 0 { throw .broken("length over 63 bits") }
            if length < 65_536 { throw .broken("length not in its shortest form") }
            return Int(length)
        default: return short
        }
    }
}

extension WebSocketFault {
    static func broken(_ reason: String) -> WebSocketFault { WebSocketFault(CloseCode.protocolError, reason) }
}
