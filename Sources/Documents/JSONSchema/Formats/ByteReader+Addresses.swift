/// Internet addresses and names.
extension ByteReader {
    /// Four decimal bytes without leading zeros (RFC 2673 section 3.2).
    mutating func takeIPv4() -> Bool {
        for part in 0..<4 {
            if part > 0, !take(".") { return false }
            let isZero = peek() == UInt8(ascii: "0")
            var value = 0
            while let digit = peek(), ASCII.isDigit(digit), value < 1000 {
                value = value * 10 + Int(digit - 0x30)
                skip()
                if isZero { break }
            }
            if value > 255 || !(isZero || value > 0) { return false }
        }
        return peek().map { !ASCII.isDigit($0) } ?? true
    }

    /// RFC 4291 section 2.2, without zone.
    mutating func takeIPv6() -> Bool {
        var groups = 0
        var isCompressed = false
        if peek() == UInt8(ascii: ":") {
            guard take(":"), take(":") else { return false }
            isCompressed = true
        }
        while groups < 8, let next = peek(), ASCII.isHexDigit(next) {
            let start = position
            guard takeGroup() else {
                rewind(to: start)
                return takeIPv4() && isComplete(groups + 2, isCompressed)
            }
            groups += 1
            guard take(":") else { break }
            if take(":") {
                if isCompressed { return false }
                isCompressed = true
            } else if peek().map(ASCII.isHexDigit) != true {
                return false
            }
        }
        return isComplete(groups, isCompressed)
    }

    private func isComplete(_ groups: Int, _ isCompressed: Bool) -> Bool {
        isCompressed ? groups <= 7 : groups == 8
    }

    /// One to four hexadecimal digits that are not the beginning of an IPv4 address.
    private mutating func takeGroup() -> Bool {
        let count = take(atMost: 5, while: ASCII.isHexDigit)
        return (1...4).contains(count) && peek() != UInt8(ascii: ".")
    }

    /// Labels of letters, digits and inner hyphens (RFC 1123 section 2.1), 253 bytes at most.
    mutating func takeHostname() -> Bool {
        let start = position
        repeat {
            let label = position
            guard take(while: { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }) > 0, position - label <= 63,
                byte(at: label) != UInt8(ascii: "-"), byte(at: position - 1) != UInt8(ascii: "-"),
                isFineLabel(from: label)
            else { return false }
        } while take(".")
        return position - start <= 253
    }

    /// A label that begins with "xn--" must be a valid A-label (RFC 5890 section 2.3.2.1).
    private func isFineLabel(from start: Int) -> Bool {
        guard position - start >= 4, byte(at: start + 2) == UInt8(ascii: "-") else { return true }
        let label = (start..<position).map { byte(at: $0) | 0x20 }  // lower case; digits and hyphens stay
        return !label.starts(with: "xn--".utf8) || InternationalLabel.isValid(label.dropFirst(4))
    }

    /// Labels of any script (RFC 5890 section 2.3.2.3), between the dots of RFC 3490 section 3.1.
    mutating func takeInternationalHostname() -> Bool {
        let labels = text(position..<endIndex).unicodeScalars
            .split(omittingEmptySubsequences: false) { [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"].contains($0) }
            .map(Array.init)
        skip(remaining)
        return InternationalLabel.areValid(labels)
    }

    /// The mailbox of RFC 5321 section 4.1.2; where it is international, of RFC 6531 section 3.3.
    mutating func takeEmail(isInternational: Bool = false) -> Bool {
        allowsUCS = isInternational
        guard let at = lastIndex(of: UInt8(ascii: "@")) else { return false }
        let isFine = takeAll(upTo: at) { $0.peek() == UInt8(ascii: "\"") ? $0.takeQuoted() : $0.takeDotted() }
        guard isFine, take("@") else { return false }
        if take("[") { return takeAddressLiteral() }
        return isInternational ? takeInternationalHostname() : takeHostname()
    }

    private mutating func takeDotted() -> Bool {
        repeat {
            let allowsMore = allowsUCS
            let count = take {
                ASCII.isAlphanumeric($0) || ASCII.isOne(of: "!#$%&'*+-/=?^_`{|}~", $0) || allowsMore && $0 >= 0x80
            }
            if count == 0 { return false }
        } while take(".")
        return true
    }

    private mutating func takeQuoted() -> Bool {
        guard take("\"") else { return false }
        while let next = peek(), next != UInt8(ascii: "\""), (0x20...0x7E).contains(next) || allowsUCS && next >= 0x80 {
            skip()
            if next == UInt8(ascii: "\\") {
                guard let escaped = peek(), (0x20...0x7E).contains(escaped) else { return false }
                skip()
            }
        }
        return take("\"")
    }

    private mutating func takeAddressLiteral() -> Bool {
        guard let close = index(of: UInt8(ascii: "]")) else { return false }
        let isFine = takeAll(upTo: close) { reader in
            guard reader.take(letter: "i") else { return reader.takeIPv4() }
            return reader.take(letter: "p") && reader.take(letter: "v") && reader.take("6") && reader.take(":")
                && reader.takeIPv6()
        }
        return isFine && take("]")
    }
}
