import NIOCore
import WebSocket

/// Bytes from "81 05 48"; blanks are for the reader.
func hex(_ text: String) -> ByteBuffer {
    let digits = text.filter { !$0.isWhitespace }
    var bytes = ByteBuffer()
    var rest = digits[...]
    while !rest.isEmpty {
        bytes.writeInteger(UInt8(rest.prefix(2), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
    }
    return bytes
}

func + (left: ByteBuffer, right: ByteBuffer) -> ByteBuffer {
    var sum = left
    sum.writeImmutableBuffer(right)
    return sum
}

/// `count` times the same byte.
func run(_ byte: UInt8, _ count: Int) -> ByteBuffer { ByteBuffer(repeating: byte, count: count) }

/// A frame as a client sends it, with the mask of RFC 6455's examples.
func masked(_ opcode: Opcode, _ payload: ByteBuffer, isFinal: Bool = true) -> ByteBuffer {
    FrameEncoder(role: .client, maskKey: { 0x37FA_213D }).frame(opcode, payload, isFinal: isFinal)
}

/// A frame as a server sends it.
func plain(_ opcode: Opcode, _ payload: ByteBuffer, isFinal: Bool = true) -> ByteBuffer {
    FrameEncoder(role: .server).frame(opcode, payload, isFinal: isFinal)
}

extension ByteBuffer {
    /// "8105 4865" in lower case without blanks.
    var hexText: String {
        readableBytesView.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
