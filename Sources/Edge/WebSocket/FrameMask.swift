import NIOCore

/// The client's masking: payload byte i is combined with key byte i mod 4 (RFC 6455 5.3).
struct FrameMask: Sendable, Equatable {
    /// Key bytes in the order sent, first byte highest.
    var key: UInt32
    private var offset = 0

    init(key: UInt32) { self.key = key }

    /// Masks or unmasks the readable bytes in place and moves on by their number.
    mutating func apply(to payload: inout ByteBuffer) {
        let count = payload.readableBytes
        let turned = Self.rotated(key, by: offset % 4)
        payload.withUnsafeMutableReadableBytes { bytes in
            let wide = UInt64(turned) << 32 | UInt64(turned)
            var index = 0
            while index + 8 <= count {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                bytes.storeBytes(of: word ^ wide.bigEndian, toByteOffset: index, as: UInt64.self)
                index += 8
            }
            while index < count {
                bytes[index] ^= UInt8(truncatingIfNeeded: turned >> (24 - 8 * UInt32(index % 4)))
                index += 1
            }
        }
        offset = (offset + count) % 4
    }

    private static func rotated(_ key: UInt32, by bytes: Int) -> UInt32 {
        bytes == 0 ? key : key << (8 * UInt32(bytes)) | key >> (32 - 8 * UInt32(bytes))
    }
}
