/// Tells as early as possible whether bytes that arrive in pieces are UTF-8 (RFC 3629 section 4).
struct UTF8Check: Sendable, Equatable {
    /// Continuation bytes still owed.
    private var owed = 0
    /// What the next continuation byte may be; narrower than 0x80...0xBF after E0, ED, F0 and F4.
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    /// Whether no character is cut in half here.
    var isComplete: Bool { owed == 0 }

    /// Takes the next bytes; false as soon as no continuation could make the whole valid.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if owed == 0, index + 8 <= bytes.count,
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index += 8
                continue
            }
            guard owed == 0 ? begin(bytes[index]) : go(on: bytes[index]) else { return false }
            index += 1
        }
        return true
    }

    private mutating func go(on byte: UInt8) -> Bool {
        guard low <= byte, byte <= high else { return false }
        owed -= 1
        (low, high) = (0x80, 0xBF)
        return true
    }

    private mutating func begin(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: owed = 1
        case 0xE0: (owed, low) = (2, 0xA0)
        case 0xED: (owed, high) = (2, 0x9F)
        case 0xE1...0xEF: owed = 2
        case 0xF0: (owed, low) = (3, 0x90)
        case 0xF1...0xF3: owed = 3
        case 0xF4: (owed, high) = (3, 0x8F)
        default: return false
        }
        return true
    }
}
