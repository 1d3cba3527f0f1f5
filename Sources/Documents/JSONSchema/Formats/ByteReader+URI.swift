/// RFC 3986, section 3 and appendix A; RFC 3987 section 2.2.
extension ByteReader {
    /// A URI, or with `isReference` also a relative reference; other than ASCII where it is international.
    mutating func takeURI(isReference: Bool, isInternational: Bool = false) -> Bool {
        allowsUCS = isInternational
        let hasScheme = takeScheme()
        guard hasScheme || isReference else { return false }
        if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
            skip(2)
            guard takeAuthority(), peek().map({ ASCII.isOne(of: "/?#", $0) }) ?? true else { return false }
        } else if !hasScheme {
            // A colon in the first segment would make what stands before it a scheme.
            guard takeComponent(with: "@") else { return false }
            if peek() == UInt8(ascii: ":") { return false }
        }
        guard takeComponent(with: ":@/") else { return false }
        if take("?"), !takeComponent(with: ":@/?", isQuery: true) { return false }
        if take("#"), !takeComponent(with: ":@/?") { return false }
        return true
    }

    /// A scheme and its colon; nothing is taken if there is none.
    private mutating func takeScheme() -> Bool {
        let start = position
        if peek().map(ASCII.isLetter) == true {
            _ = take { ASCII.isAlphanumeric($0) || ASCII.isOne(of: "+-.", $0) }
            if take(":") { return true }
        }
        rewind(to: start)
        return false
    }

    private mutating func takeAuthority() -> Bool {
        let start = position
        if takeComponent(with: ":"), take("@") {} else { rewind(to: start) }
        guard take("[") ? takeIPLiteral() : takeComponent(with: "") else { return false }
        if take(":") { _ = take(while: ASCII.isDigit) }
        return true
    }

    private mutating func takeIPLiteral() -> Bool {
        guard let close = index(of: UInt8(ascii: "]")) else { return false }
        let isFine = takeAll(upTo: close) { $0.take(letter: "v") ? $0.takeFutureAddress() : $0.takeIPv6() }
        return isFine && take("]")
    }

    private mutating func takeFutureAddress() -> Bool {
        take(while: ASCII.isHexDigit) > 0 && take(".")
            && take(while: { Self.isUnreserved($0) || Self.isDelimiter($0) || $0 == UInt8(ascii: ":") }) > 0
    }

    /// Unreserved characters, sub-delimiters, percent-encoded bytes and `extra`; false if an escape is broken.
    private mutating func takeComponent(with extra: StaticString, isQuery: Bool = false) -> Bool {
        while let next = peek() {
            if next == UInt8(ascii: "%") {
                guard peek(1).map(ASCII.isHexDigit) == true, peek(2).map(ASCII.isHexDigit) == true else { return false }
                skip(3)
            } else if Self.isUnreserved(next) || Self.isDelimiter(next) || ASCII.isOne(of: extra, next) {
                skip()
            } else if allowsUCS, let scalar = peekScalar(), Self.isUCS(scalar) || isQuery && Self.isPrivate(scalar) {
                skip(scalar.utf8.count)
            } else {
                return true
            }
        }
        return true
    }

    /// "ucschar".
    private static func isUCS(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
        case 0x10000...0xEFFFD: scalar.value & 0xFFFE != 0xFFFE && !(0xE0000...0xE0FFF).contains(scalar.value)
        default: false
        }
    }

    /// "iprivate".
    private static func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true
        default: false
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || ASCII.isOne(of: "-._~", byte)
    }

    private static func isDelimiter(_ byte: UInt8) -> Bool {
        ASCII.isOne(of: "!$&'()*+,;=", byte)
    }
}
