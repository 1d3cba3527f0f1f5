/// The place in a list, in order of creation, at which a page ends: it holds though what stood there is deleted.
///
/// Its text is opaque to callers: `c`, the moment and the number in hexadecimal, such as `c19479f0a1b2.1f`.
public struct PageCursor: Sendable, Equatable, LosslessStringConvertible {
    /// Milliseconds since 1970; 0 in a list that is ordered by number alone.
    public let createdAt: Int64
    public let number: Int64

    public init(createdAt: Int64 = 0, number: Int64) {
        self.createdAt = createdAt
        self.number = number
    }

    /// Nil for a text that no page gave.
    public init?(_ text: String) {
        guard text.utf8.first == UInt8(ascii: "c") else { return nil }
        let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let createdAt = Self.number(parts[0]), let number = Self.number(parts[1]) else {
            return nil
        }
        self.init(createdAt: createdAt, number: number)
    }

    public var description: String { "c\(String(createdAt, radix: 16)).\(String(number, radix: 16))" }

    private static func number(_ digits: Substring) -> Int64? {
        guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 || 0x61...0x66 ~= $0 }) else { return nil }
        return Int64(digits, radix: 16)
    }
}
