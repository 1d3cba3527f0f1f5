extension ECMAPattern {
    /// An escape that stands for a set of characters, its backslash already taken; nil if it is another escape.
    ///
    /// The result is for use inside of a class, except that properties and `\d`, `\w` also stand alone.
    mutating func takeSet() throws(PatternError) -> String? {
        guard let letter = input.first, "dDwWsSpP".unicodeScalars.contains(letter) else { return nil }
        input.removeFirst()
        switch letter {
        case "s": return Self.space
        case "S": return Self.notSpace
        case "p", "P": return try takeProperty(isNegated: letter == "P")
        default: return #"\"# + String(letter)  // ASCII only, in both languages
        }
    }

    /// White space and line ends of ECMA-262, sections 12.2 and 12.3.
    private static let space =
        #"\x{9}-\x{D}\x{20}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}"#
    /// Everything else: a class inside of a class cannot be negated.
    private static let notSpace =
        #"\x{0}-\x{8}\x{E}-\x{1F}\x{21}-\x{9F}\x{A1}-\x{167F}\x{1681}-\x{1FFF}\x{200B}-\x{2027}\x{202A}-\x{202E}"#
        + #"\x{2030}-\x{205E}\x{2060}-\x{2FFF}\x{3001}-\x{FEFE}\x{FF00}-\x{10FFFF}"#

    /// An escape that stands for one character, its backslash already taken.
    mutating func takeCharacter() throws(PatternError) -> String {
        guard let letter = input.popFirst() else { throw PatternError("nothing follows the last \"\\\"") }
        switch letter {
        case "t", "n", "f", "r": return #"\"# + String(letter)
        case "v": return #"\x{B}"#
        case "0" where takeDigits().isEmpty: return #"\x{0}"#
        case "c":
            guard let control = input.popFirst(), control.isASCII, control.properties.isAlphabetic else {
                throw PatternError("\"\\c\" needs a letter")
            }
            return Self.literal(control.value % 32)
        case "x":
            guard let value = takeHex(count: 2) else { throw PatternError("\"\\x\" needs two hexadecimal digits") }
            return Self.literal(value)
        case "u": return try takeUnicode()
        case _
        where letter.isASCII && letter.properties.generalCategory != .control
            && !letter.properties.isAlphabetic && !("0"..."9").contains(letter):
            return #"\"# + String(letter)
        default:
            throw PatternError("\"\\\(letter)\" is no escape in ECMA-262")
        }
    }

    private static func literal(_ value: UInt32) -> String { #"\x{"# + String(value, radix: 16) + "}" }

    /// "\uHHHH", a pair of surrogates so written, or "\u{X…}".
    private mutating func takeUnicode() throws(PatternError) -> String {
        let fault = PatternError("\"\\u\" needs four hexadecimal digits, or a code point in braces")
        if take("{") {
            let digits = input.prefix { $0.properties.isASCIIHexDigit }
            input.removeFirst(digits.count)
            guard let value = UInt32(String(digits), radix: 16), take("}") else { throw fault }
            return try Self.scalar(value)
        }
        guard let value = takeHex(count: 4) else { throw fault }
        guard (0xD800..<0xDC00).contains(value), take(#"\u"#) else { return try Self.scalar(value) }
        guard let low = takeHex(count: 4), (0xDC00..<0xE000).contains(low) else { return try Self.scalar(value) }
        return try Self.scalar(0x10000 + (value - 0xD800) << 10 + (low - 0xDC00))
    }

    private static func scalar(_ value: UInt32) throws(PatternError) -> String {
        guard Unicode.Scalar(value) != nil else {
            throw PatternError("\"\\u\" names half of a surrogate pair, or nothing")
        }
        return literal(value)
    }

    private mutating func takeHex(count: Int) -> UInt32? {
        let digits = input.prefix(count)
        guard digits.count == count, digits.allSatisfy(\.properties.isASCIIHexDigit) else { return nil }
        input.removeFirst(count)
        return UInt32(String(digits), radix: 16)
    }
}
