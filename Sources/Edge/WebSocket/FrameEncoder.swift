public import NIOCore

/// Writes frames: masked with a fresh key as client, plain as server (RFC 6455 5.2, 5.3).
public struct FrameEncoder: Sendable {
    private let maskKey: (@Sendable () -> UInt32)?

    /// An encoder for what we send; `maskKey` must be unpredictable outside tests.
    public init(
        role: WebSocketRole, maskKey: @escaping @Sendable () -> UInt32 = { UInt32.random(in: .min ... .max) }
    ) {
        self.maskKey = role == .client ? maskKey : nil
    }

    /// Appends one frame to `out`; a control payload must not be longer than 125 bytes.
    public func write(_ opcode: Opcode, _ payload: ByteBuffer, isFinal: Bool = true, to out: inout ByteBuffer) {
        assert(!opcode.isControl || (isFinal && payload.readableBytes <= 125))
        out.writeInteger(opcode.rawValue | (isFinal ? 0x80 : 0))
        writeLength(payload.readableBytes, to: &out)
        guard let maskKey else {
            out.writeImmutableBuffer(payload)
            return
        }
        var mask = FrameMask(key: maskKey())
        var masked = payload
        out.writeInteger(mask.key)
        mask.apply(to: &masked)
        out.writeImmutableBuffer(masked)
    }

    /// One frame in a buffer of its own.
    public func frame(_ opcode: Opcode, _ payload: ByteBuffer, isFinal: Bool = true) -> ByteBuffer {
        var out = ByteBuffer()
        out.reserveCapacity(payload.readableBytes + 14)
        write(opcode, payload, isFinal: isFinal, to: &out)
        return out
    }

    /// A Close frame; no code, or one that may not be sent, gives an empty one; the reason is cut to 123 bytes.
    public func close(code: UInt16?, reason: String = "") -> ByteBuffer {
        var payload = ByteBuffer()
        if let code, CloseCode.maySend(code) {
            payload.writeInteger(code)
            payload.writeString(Self.clipped(reason))
        }
        return frame(.close, payload)
    }

    /// As many whole characters as fit beside the code.
    private static func clipped(_ reason: String) -> String {
        var clipped = reason
        while clipped.utf8.count > 123 { clipped.unicodeScalars.removeLast() }
        return clipped
    }

    private func writeLength(_ length: Int, to out: inout ByteBuffer) {
        let maskBit: UInt8 = maskKey == nil ? 0 : 0x80
        switch length {
        case ..<126: out.writeInteger(UInt8(length) | maskBit)
        case ..<65_536: out.writeMultipleIntegers(126 | maskBit, UInt16(length))
        default: out.writeMultipleIntegers(127 | maskBit, UInt64(length))
        }
    }
}
