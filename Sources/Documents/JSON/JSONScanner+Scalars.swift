extension JSONScanner {
    /// true, false, null; everything else here is a mistake worth explaining.
    mutating func scanWord() throws(JSONSyntaxError) {
        let start = index
        let word = source[start...].prefix(while: Self.isWordPart)
        let text = String(decoding: word.prefix(40), as: UTF8.self)
        index += word.count
        switch text {
        case "true": builder.append(true, at: start)
        case "false": builder.append(false, at: start)
        case "null": builder.appendNull(at: start)
        case "": throw error("expected a value, found \(found)")
        default: throw wordError(text, at: start)
        }
    }

    private static func isWordPart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || NumberForm.isDigit(byte) || byte == UInt8(ascii: "_")
    }

    private func wordError(_ word: String, at start: Int) -> JSONSyntaxError {
        switch word.lowercased() {
        case "true", "false", "null": error("\"\(word)\" must be written in lower case", at: start)
        case "none", "nil", "undefined": error("\"\(word)\" is not JSON, write null", at: start)
        case "nan", "inf", "infinity": error("\"\(word)\" is not a JSON number", at: start)
        default: error("expected a value, found the word \"\(word)\"; strings need double quotes", at: start)
        }
    }

    /// A number of any size: what 64 bits do not hold keeps its text.
    mutating func scanNumber() throws(JSONSyntaxError) {
        let start = index
        while let byte, NumberForm.isPart(byte) { index += 1 }
        let text = source[start..<index]
        guard let form = NumberForm(text) else { throw numberError(start) }
        let string = String(decoding: text, as: UTF8.self)
        if form == .integer, let integer = Int(string) {
            builder.append(integer, at: start, text: string == "-0" ? start : nil)
        } else {
            builder.append(Double(string) ?? 0, at: start, text: start)
        }
    }

    private func numberError(_ start: Int) -> JSONSyntaxError {
        let text = String(decoding: source[start..<index].prefix(40), as: UTF8.self)
        let digits = text.drop { $0 == "-" }
        if text == "-", byte == UInt8(ascii: "I") { return error("\"-Infinity\" is not a JSON number", at: start) }
        if digits.hasPrefix("0"), digits.dropFirst().first?.isNumber == true {
            return error("the number \"\(text)\" must not start with a zero", at: start)
        }
        return error("\"\(text)\" is not a JSON number", at: start)
    }

    /// A string literal; unescaped only if it needs to be.
    mutating func scanString() throws(JSONSyntaxError) {
        let start = index
        index += 1
        var unescaped: [UInt8]?
        var run = index
        while true {
            guard let byte else { throw error("the string that starts here has no closing quote", at: start) }
            switch byte {
            case UInt8(ascii: "\""):
                return finishString(start, run: run, unescaped)
            case UInt8(ascii: "\\"):
                unescaped = (unescaped ?? []) + source[run..<index]
                unescaped?.append(contentsOf: String(try scanEscape()).utf8)
                run = index
            case 0..<0x20:
                let name = Self.codePoint(UInt32(byte))
                throw error("a string must not contain the control character \(name) unescaped")
            case 0..<0x80: index += 1
            default: try skipMultibyte()
            }
        }
    }

    private mutating func finishString(_ start: Int, run: Int, _ unescaped: [UInt8]?) {
        if let unescaped {
            builder.append(string: unescaped + source[run..<index], at: start)
        } else {
            builder.append(string: run..<index, at: start)
        }
        index += 1
    }

    private mutating func skipMultibyte() throws(JSONSyntaxError) {
        var decoder = UTF8()
        var bytes = source[index...].prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { throw error("the text is not UTF-8 here") }
        index += String(scalar).utf8.count
    }

    /// One escape, or the two of a surrogate pair.
    private mutating func scanEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = index
        index += 1
        guard let letter = byte else { throw error("the text ends inside a string") }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try scanCodePoint(start)
        default:
            index = start + 1
            throw error("a backslash cannot be followed by \(found)", at: start)
        }
    }

    private mutating func scanCodePoint(_ start: Int) throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try scanHex(start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        let second = index
        if first < 0xDC00, source[index...].starts(with: "\\u".utf8) {
            index += 2
            let low = try scanHex(second)
            let value = 0x10000 + (first & 0x3FF) << 10 + low & 0x3FF
            if 0xDC00...0xDFFF ~= low, let scalar = Unicode.Scalar(value) { return scalar }
        }
        throw error("\"\\u\(String(first, radix: 16))\" is half of a surrogate pair", at: start)
    }

    private mutating func scanHex(_ start: Int) throws(JSONSyntaxError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = byte.flatMap(HexDigit.value) else {
                throw error("\"\\u\" needs four hexadecimal digits", at: start)
            }
            value = value << 4 | digit
            index += 1
        }
        return value
    }
}
