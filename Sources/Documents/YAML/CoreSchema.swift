/// What a scalar means under YAML's core schema (YAML 1.2.2 section 10.3.2).
enum CoreSchema: Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number in JSON's notation, of any size.
    case number(String)
    /// .inf or .nan: numbers that JSON does not have.
    case notFinite
    /// A hexadecimal or octal number beyond 64 bits.
    case tooLarge
    case string

    /// Resolves a plain scalar.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first else {
            self = .null
            return
        }
        switch first {
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"): self = Self.isNull(text) ? .null : .string
        case UInt8(ascii: "t"), UInt8(ascii: "T"):
            self = Self.isOne(of: ["true", "True", "TRUE"], text) ? .bool(true) : .string
        case UInt8(ascii: "f"), UInt8(ascii: "F"):
            self = Self.isOne(of: ["false", "False", "FALSE"], text) ? .bool(false) : .string
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            self = Self.number(text)
        default: self = .string
        }
    }

    private static func isNull(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        isOne(of: ["~", "null", "Null", "NULL"], text)
    }

    private static func isOne(of words: [String], _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        words.contains { $0.utf8.elementsEqual(text) }
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> CoreSchema {
        let text = String(decoding: bytes, as: UTF8.self)
        if text.hasPrefix("0x") { return radix(text.dropFirst(2), 16) }
        if text.hasPrefix("0o") { return radix(text.dropFirst(2), 8) }
        let unsigned = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        let isInfinite = [".inf", ".Inf", ".INF"].contains(unsigned)
        if isInfinite || [".nan", ".NaN", ".NAN"].contains(text) { return .notFinite }
        guard let decimal = DecimalNotation(unsigned) else { return .string }
        let json = (text.first == "-" ? "-" : "") + decimal.jsonText
        if decimal.isInteger, json != "-0", let integer = Int(json) { return .integer(integer) }
        return .number(json)
    }

    private static func radix(_ digits: Substring, _ radix: Int) -> CoreSchema {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 != 0x2B && $0 != 0x2D }),
            digits.unicodeScalars.allSatisfy({ $0.properties.isASCIIHexDigit }),
            digits.allSatisfy({ ($0.hexDigitValue ?? 16) < radix })
        else { return .string }
        return Int(digits, radix: radix).map { .integer($0) } ?? .tooLarge
    }
}

/// The parts of an unsigned decimal number as YAML may write it: "007", ".5", "5.", "1e3".
private struct DecimalNotation {
    private var whole: Substring
    private var fraction: Substring?
    private var exponent: Substring?

    init?(_ text: Substring) {
        whole = text.prefix { $0.isASCIIDigit }
        var rest = text[whole.endIndex...]
        if rest.first == "." {
            let digits = rest.dropFirst().prefix { $0.isASCIIDigit }
            fraction = digits
            rest = rest[digits.endIndex...]
        }
        guard !whole.isEmpty || fraction?.isEmpty == false else { return nil }
        guard let letter = rest.first else { return }
        let power = rest.dropFirst()
        let digits = power.first == "+" || power.first == "-" ? power.dropFirst() : power
        guard letter == "e" || letter == "E", !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        exponent = power
    }

    var isInteger: Bool { fraction == nil && exponent == nil }

    var jsonText: String {
        let significant = whole.drop { $0 == "0" }
        var text = significant.isEmpty ? "0" : String(significant)
        if let fraction { text += "." + (fraction.isEmpty ? "0" : fraction) }
        if let exponent { text += "e" + exponent }
        return text
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) && isASCII }
}
