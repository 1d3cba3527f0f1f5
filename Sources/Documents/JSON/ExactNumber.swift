/// A decimal number of any size, exact: ±0.d₁d₂d₃… × 10^exponent.
///
/// Serves comparison where doubles would round: 9007199254740993 and 9007199254740993.0 are equal here, 1e400 is
/// less than 1e401.
public struct ExactNumber: Sendable, Hashable, Comparable {
    private let isNegative: Bool
    /// Digits 0...9 without zeros at either end; empty for zero.
    private let digits: [UInt8]
    private let exponent: Int

    /// Reads a JSON number.
    ///
    /// Exponents beyond 18 digits count as the largest there are.
    init(_ text: some Collection<UInt8>) {
        var digits: [UInt8] = []
        var exponent = 0
        var isFraction = false
        var rest = text[...]
        while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: ".") { isFraction = true }
            guard NumberForm.isDigit(byte) else { continue }
            if !digits.isEmpty || byte != 0x30 { digits.append(byte - 0x30) }
            if !isFraction, !digits.isEmpty { exponent += 1 }
            if isFraction, digits.isEmpty { exponent -= 1 }
        }
        while digits.last == 0 { digits.removeLast() }
        self.digits = digits
        isNegative = text.first == UInt8(ascii: "-") && !digits.isEmpty
        self.exponent = digits.isEmpty ? 0 : exponent + Self.exponent(rest.dropFirst())
    }

    private static func exponent(_ text: some Collection<UInt8>) -> Int {
        let digits = text.filter(NumberForm.isDigit).drop { $0 == 0x30 }
        let magnitude = digits.count > 18 ? 1_000_000_000_000_000_000 : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
        guard left.sign == right.sign else { return left.sign < right.sign }
        return left.isNegative ? right.isSmaller(than: left) : left.isSmaller(than: right)
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    /// Compares magnitudes.
    private func isSmaller(than other: ExactNumber) -> Bool {
        exponent == other.exponent ? digits.lexicographicallyPrecedes(other.digits) : exponent < other.exponent
    }
}

extension Node {
    /// The exact value of any number node.
    public var exactNumber: ExactNumber? {
        if let range = numberTextRange { return ExactNumber(storage.bytes[range]) }
        return int.map { ExactNumber(String($0).utf8) }
    }
}
