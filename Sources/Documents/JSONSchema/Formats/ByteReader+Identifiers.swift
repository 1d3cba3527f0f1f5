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

    /// RFC 4648 section 4, padded.
    mutating func takeBase64() -> Bool {
        let digits = take { ASCII.isAlphanumeric($0) || ASCII.isOne(of: "+/", $0) }
        let padding = take { $0 == UInt8(ascii: "=") }
        return (digits + padding).isMultiple(of: 4) && padding <= 2 && (padding == 0 || digits > 0)
    }
}
