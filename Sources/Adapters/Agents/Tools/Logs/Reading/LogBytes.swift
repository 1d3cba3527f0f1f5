/// The bytes of one line, read from left to right without copies.
///
/// Nothing here goes past the end: what is not there is nil.
struct LogBytes {
    let bytes: UnsafeBufferPointer<UInt8>
    var place: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    var isAtEnd: Bool { place >= bytes.count }

    var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    /// Passes over one byte if it is `byte`.
    mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        place += 1
        return true
    }

    mutating func skipSpaces() {
        while let byte = next, byte == 0x20 || byte == 0x09 { place += 1 }
    }

    /// The bytes up to the next space, at least one.
    mutating func word() -> Range<Int>? {
        let start = place
        while let byte = next, byte != 0x20, byte != 0x09 { place += 1 }
        return start < place ? start..<place : nil
    }

    /// What stands between `open` and the next `close`, which a backslash can hide.
    mutating func enclosed(_ open: UInt8, _ close: UInt8) -> Range<Int>? {
        guard take(open) else { return nil }
        let start = place
        while let byte = next, byte != close { place += byte == UInt8(ascii: "\\") ? 2 : 1 }
        guard place < bytes.count else { return nil }
        place += 1
        return start..<place - 1
    }

    /// A whole number of at least `least` and at most `most` digits.
    mutating func number(_ least: Int = 1, _ most: Int = 18) -> Int? {
        var value = 0
        var count = 0
        while count < most, let byte = next, Self.isDigit(byte) {
            value = value * 10 + Int(byte - 0x30)
            count += 1
            place += 1
        }
        return count >= least ? value : nil
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount
            && text.withUTF8Buffer { bytes[range].elementsEqual($0) }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

    static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
}
