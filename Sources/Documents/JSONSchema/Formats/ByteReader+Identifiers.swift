extension ByteReader {
    /// RFC 9562 section 4, any version.
    mutating func takeUUID() -> Bool {
        for (index, length) in [8, 4, 4, 4, 12].enumerated() {
            if index > 0, !take("-") { return false }
            if take(atMost: length, while: ASCII.isHexDigit) < length { return false }
        }
        return true
    }

    /// RFC 6901 section 3.
    mutating func takeJSONPointer() -> Bool {
        if isAtEnd { return true }
        guard take("/") else { return false }
        while let next = peek() {
            skip()
            guard next == UInt8(ascii: "~") else { continue }
            guard take("0") || take("1") else { return false }
        }
        return true
    }

    /// A count of levels, then a JSON pointer or "#" (draft-bhutton-relative-json-pointer section 3).
    mutating func takeRelativeJSONPointer() -> Bool {
        let isZero = peek() == UInt8(ascii: "0")
        let digits = take(while: ASCII.isDigit)
        guard digits > 0, !isZero || digits == 1 else { return false }
        return take("#") || takeJSONPointer()
    }

    /// RFC 6570 section 2.
    mutating func takeURITemplate() -> Bool {
        while let next = peek() {
            if next == UInt8(ascii: "{") {
                guard takeExpression() else { return false }
            } else if next == UInt8(ascii: "%") {
                guard takeEscape() else { return false }
            } else if next <= 0x20 || next == 0x7F || ASCII.isOne(of: "\"<>\\^`|}", next) {
                return false
            } else {
                skip()
            }
        }
        return true
    }

    private mutating func takeExpression() -> Bool {
        guard take("{") else { return false }
        if let next = peek(), ASCII.isOne(of: "+#./;?&=,!@|", next) { skip() }
        repeat {
            guard takeVariable() else { return false }
        } while take(",")
        return take("}")
    }

    /// A name, with "*" or a length behind it.
    private mutating func takeVariable() -> Bool {
        repeat {
            var count = 0
            while let next = peek() {
                if next == UInt8(ascii: "%") {
                    guard takeEscape() else { return false }
                } else if ASCII.isAlphanumeric(next) || next == UInt8(ascii: "_") {
                    skip()
                } else {
                    break
                }
                count += 1
            }
            if count == 0 { return false }
        } while take(".")
        if take("*") { return true }
        guard take(":") else { return true }
        guard let first = peek(), first != UInt8(ascii: "0") else { return false }
        return (1...4).contains(take(while: ASCII.isDigit))
    }

    private mutating func takeEscape() -> Bool {
        guard peek() == UInt8(ascii: "%"), peek(1).map(ASCII.isHexDigit) == true, peek(2).map(ASCII.isHexDigit) == true
        else { return false }
        skip(3)
        return true
    }

    /// RFC 4648 section 4, padded.
    mutating func takeBase64() -> Bool {
        let digits = take { ASCII.isAlphanumeric($0) || ASCII.isOne(of: "+/", $0) }
        let padding = take { $0 == UInt8(ascii: "=") }
        return (digits + padding).isMultiple(of: 4) && padding <= 2 && (padding == 0 || digits > 0)
    }
}
