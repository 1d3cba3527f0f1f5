import JSON

/// The value of a `multipleOf`, as a whole number times a power of ten, so that 0.01 divides 19.99 exactly.
struct Divisor: Sendable {
    let text: String
    /// Without trailing zeros.
    private let mantissa: UInt64
    private let exponent: Int
    /// The divisor itself, if it is an integer.
    private let int: Int?

    /// Nil unless `text` is a JSON number above 0 with at most 18 significant digits.
    init?(_ text: String) {
        guard let decimal = DecimalText(text), !decimal.isNegative else { return nil }
        var (mantissa, exponent): (UInt64, Int) = (0, decimal.exponent)
        for digit in decimal.digits {
            guard mantissa < 100_000_000_000_000_000 else { return nil }
            mantissa = mantissa * 10 + UInt64(digit)
        }
        guard mantissa > 0 else { return nil }
        while mantissa.isMultiple(of: 10) {
            mantissa /= 10
            exponent += 1
        }
        self.text = text
        self.mantissa = mantissa
        self.exponent = exponent
        int = Int(text)
    }

    func divides(_ node: Node) -> Bool {
        if let int, let value = node.int { return value.isMultiple(of: int) }
        return node.numberText.flatMap(DecimalText.init).map(divides) ?? true
    }

    /// Whether digits × 10^shift is a multiple of the mantissa, where shift is the difference of the exponents.
    func divides(_ decimal: DecimalText) -> Bool {
        let shift = decimal.exponent - exponent
        let whole = decimal.digits.dropLast(max(0, -shift))
        // What is cut off must be zero: the mantissa has no factor ten to take it up.
        guard decimal.digits.suffix(max(0, -shift)).allSatisfy({ $0 == 0 }) else { return false }
        let rest = whole.reduce(UInt64(0)) { ($0 * 10 + UInt64($1)) % mantissa }
        return shift <= 0 ? rest == 0 : multiplied(rest, powerOfTen(shift)) == 0
    }

    /// 10^exponent modulo the mantissa, by squaring: exponents of any size cost little.
    private func powerOfTen(_ exponent: Int) -> UInt64 {
        var (result, base, rest) = (1 % mantissa, 10 % mantissa, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = multiplied(result, base) }
            base = multiplied(base, base)
            rest >>= 1
        }
        return result
    }

    private func multiplied(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return mantissa.dividingFullWidth((product.high % mantissa, product.low)).remainder
    }
}

/// The digits and the exponent of a JSON number's text: ±digits × 10^exponent.
struct DecimalText {
    let isNegative: Bool
    /// 0...9, leading and trailing zeros kept.
    let digits: [UInt8]
    let exponent: Int

    /// Nil if `text` has no digit.
    ///
    /// Exponents of more than 17 digits count as the largest there are.
    init?(_ text: String) {
        var digits: [UInt8] = []
        var fraction = 0
        var isFraction = false
        var rest = Substring(text).utf8
        while let byte = rest.first, byte | 0x20 != UInt8(ascii: "e") {
            rest.removeFirst()
            if byte == UInt8(ascii: ".") { isFraction = true }
            guard (0x30...0x39).contains(byte) else { continue }
            digits.append(byte - 0x30)
            if isFraction { fraction += 1 }
        }
        guard !digits.isEmpty else { return nil }
        self.digits = digits
        isNegative = text.utf8.first == UInt8(ascii: "-")
        exponent = Self.exponent(rest.dropFirst()) - fraction
    }

    private static func exponent(_ text: Substring.UTF8View) -> Int {
        let digits = text.filter { (0x30...0x39).contains($0) }.drop { $0 == 0x30 }
        let magnitude = digits.count > 17 ? 100_000_000_000_000_000 : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }

    /// Whether it is a whole number, however written: 1.0, 1e3, 1500e-2.
    var isIntegral: Bool {
        exponent >= 0 || digits.suffix(-exponent).allSatisfy { $0 == 0 }
    }
}

extension Node {
    /// Whether this is a number without fraction.
    var isIntegral: Bool {
        switch kind {
        case .integer: true
        // A whole number rounds to a whole double, so that most fractions are told by the double alone.
        case .number:
            (double?.rounded(.towardZero) == double) && (numberText.flatMap(DecimalText.init)?.isIntegral ?? false)
        default: false
        }
    }
}
