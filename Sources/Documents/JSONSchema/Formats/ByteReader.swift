/// Reads a text from front to back; what does not fit is left, and the reader says false or nil.
struct ByteReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position = 0
    private var end: Int
    /// Whether addresses may hold more than ASCII.
    var allowsUCS = false

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        end = bytes.count
    }

    var isAtEnd: Bool { position == end }

    var remaining: Int { end - position }

    /// The byte `offset` ahead.
    func peek(_ offset: Int = 0) -> UInt8? {
        position + offset < end ? bytes[position + offset] : nil
    }

    /// The next Unicode scalar; the text is valid UTF-8.
    func peekScalar() -> Unicode.Scalar? {
        guard let first = peek() else { return nil }
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard position + length <= end else { return nil }
        return String(decoding: bytes[position..<position + length], as: UTF8.self).unicodeScalars.first
    }

    /// The text between two absolute positions.
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The byte at an absolute position before the end.
    func byte(at index: Int) -> UInt8 { bytes[index] }

    mutating func skip(_ count: Int = 1) {
        position = min(end, position + count)
    }

    mutating func rewind(to earlier: Int) {
        position = earlier
    }

    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard let next = peek(), UInt32(next) == byte.value else { return false }
        position += 1
        return true
    }

    /// A letter in either case.
    mutating func take(letter: Unicode.Scalar) -> Bool {
        guard let next = peek(), UInt32(next | 0x20) == letter.value else { return false }
        position += 1
        return true
    }

    /// Takes bytes while `condition` holds, at most `limit`, and returns how many.
    mutating func take(atMost limit: Int = .max, while condition: (UInt8) -> Bool) -> Int {
        let start = position
        while position - start < limit, let next = peek(), condition(next) { position += 1 }
        return position - start
    }

    /// A number of exactly `count` digits.
    mutating func takeNumber(digits count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = peek(), ASCII.isDigit(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
            position += 1
        }
        return value
    }

    /// Runs `body` with the text ending at `limit`; whether it says yes and has read up to there.
    mutating func takeAll(upTo limit: Int, _ body: (inout ByteReader) -> Bool) -> Bool {
        let outer = end
        end = limit
        let isFine = body(&self) && isAtEnd
        end = outer
        return isFine
    }

    /// The absolute position of the next `byte`, or of the last one.
    func index(of byte: UInt8) -> Int? { bytes[position..<end].firstIndex(of: byte) }

    func lastIndex(of byte: UInt8) -> Int? { bytes[position..<end].lastIndex(of: byte) }

    /// The absolute position of the end.
    var endIndex: Int { end }
}

/// Classes of ASCII characters.
enum ASCII {
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }

    static func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }

    /// Whether `byte` stands in `characters`.
    static func isOne(of characters: StaticString, _ byte: UInt8) -> Bool {
        characters.withUTF8Buffer { $0.contains(byte) }
    }
}
