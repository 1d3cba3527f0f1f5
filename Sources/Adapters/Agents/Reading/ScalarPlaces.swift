/// Finds where in a YAML text a character of a scalar's value is written, whatever the scalar's style.
///
/// White space may be folded, indented or escaped in the source, so only the other characters are followed.
struct ScalarPlaces {
    private let source: [UInt8]
    private var position: Int
    private var style = Style.plain

    private enum Style {
        case plain, single, double, block
    }

    /// The scalar whose node starts at byte `start`, its tag and anchor included.
    init(_ source: [UInt8], at start: Int) {
        self.source = source
        position = start
        skipProperties()
        switch byte(0) {
        case UInt8(ascii: "\""): (style, position) = (.double, position + 1)
        case UInt8(ascii: "'"): (style, position) = (.single, position + 1)
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            style = .block
            while let byte = byte(0), byte != UInt8(ascii: "\n") { position += 1 }
        default: break
        }
    }

    /// The byte at which the scalar number `index` of the value `text` is written; nil if the source does not match.
    func offset(ofScalar index: Int, of text: String) -> Int? {
        var places = self
        var found = position
        for scalar in text.unicodeScalars.prefix(index + 1) {
            if scalar.properties.isWhitespace {
                found = places.position
            } else if let start = places.step(over: scalar) {
                found = start
            } else {
                return nil
            }
        }
        return index < text.unicodeScalars.count ? found : places.position
    }

    /// Moves behind the next place where `scalar` is written, and says where that is.
    private mutating func step(over scalar: Unicode.Scalar) -> Int? {
        while let byte = byte(0) {
            let start = position
            if style == .double, byte == UInt8(ascii: "\\") {
                if let escaped = takeEscape(), !escaped.properties.isWhitespace { return start }
            } else if byte == 0x20 || (0x09...0x0D).contains(byte) {
                position += 1
            } else {
                guard source[start...].starts(with: UTF8.encode(scalar) ?? .init()) else { return nil }
                position += UTF8.width(scalar)
                if style == .single, scalar == "'" { position += 1 }
                return start
            }
        }
        return nil
    }

    /// Moves behind an escape of a double-quoted scalar; nil for an escaped end of line.
    private mutating func takeEscape() -> Unicode.Scalar? {
        let letter = byte(1) ?? 0
        let digits = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][letter] ?? 0
        let code = String(decoding: source[(position + 2)...].prefix(digits), as: UTF8.self)
        position += 2 + digits
        if digits > 0 { return UInt32(code, radix: 16).flatMap { Unicode.Scalar($0) } ?? "?" }
        switch letter {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return nil
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "v"), UInt8(ascii: "f"),
            UInt8(ascii: "N"), UInt8(ascii: "L"), UInt8(ascii: "P"), UInt8(ascii: "_"):
            return " "
        default: return Unicode.Scalar(letter)
        }
    }

    /// Steps over "&anchor" and "!tag" in front of the value.
    private mutating func skipProperties() {
        while byte(0) == UInt8(ascii: "&") || byte(0) == UInt8(ascii: "!") {
            while let byte = byte(0), byte > 0x20 { position += 1 }
            while let byte = byte(0), byte <= 0x20 { position += 1 }
        }
    }

    private func byte(_ distance: Int) -> UInt8? {
        position + distance < source.count ? source[position + distance] : nil
    }
}

extension UTF8 {
    fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { Unicode.UTF8.encode(scalar)?.count ?? 1 }
}
