/// The two shapes of an RFC 8259 number (section 6).
enum NumberForm {
    case integer
    /// With a fraction or an exponent.
    case real

    /// The form of `text`, or nil if it is not a JSON number.
    init?(_ text: some Collection<UInt8>) {
        var rest = text[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: Self.isDigit)
        guard let first = whole.first, first != UInt8(ascii: "0") || whole.count == 1 else { return nil }
        rest = rest.dropFirst(whole.count)
        self = .integer
        if rest.first == UInt8(ascii: ".") {
            let decimals = rest.dropFirst().prefix(while: Self.isDigit)
            guard !decimals.isEmpty else { return nil }
            rest = rest.dropFirst(1 + decimals.count)
            self = .real
        }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { rest = rest.dropFirst() }
            let digits = rest.prefix(while: Self.isDigit)
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(digits.count)
            self = .real
        }
        guard rest.isEmpty else { return nil }
    }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    /// Whether `byte` can stand in a number at all.
    static func isPart(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
            || byte | 0x20 == UInt8(ascii: "e")
    }
}
