extension SecretLine {
    /// Names whose values are secrets, in lower case without "_" and "-".
    private static let names: [[UInt8]] = [
        "password", "passwd", "passphrase", "secret", "apikey", "authkey", "accesskey", "privatekey", "servicekey",
        "accountkey", "clientkey", "dbpass", "dbkey", "databasekey", "keypass", "pwd", "authtoken", "accesstoken",
        "secretkey",
    ].map { Array($0.utf8) }

    /// `password = "..."` and its like.
    func assigned() -> [SecretMatch] {
        var found: [SecretMatch] = []
        for (place, byte) in bytes.enumerated() where byte == 0x3D || byte == 0x3A {
            guard let name = name(before: place), Self.names.contains(where: { name.firstRange(of: $0) != nil }),
                let value = value(after: place), value.count >= 6, !Placeholder.matches(bytes[value])
            else { continue }
            found.append(
                SecretMatch(
                    rule: "assigned", title: "a value for \"\(shown(name))\" in plain text", severity: .high,
                    range: value, entropy: Entropy.bits(bytes[value])))
        }
        return found
    }

    private func shown(_ name: [UInt8]) -> String { String(decoding: name.prefix(40), as: UTF8.self) }

    /// The name that a sign assigns to, in lower case without "_" and "-"; nil if there is none.
    private func name(before place: Int) -> [UInt8]? {
        var rest = bytes[..<place]
        while let last = rest.last, " \t\"'`]:=!".utf8.contains(last) { rest = rest.dropLast() }
        let count = rest.reversed().prefix { byte in
            SecretRule.Alphabet.url.contains(byte) || byte == 0x24
        }.count
        let name = rest.suffix(min(count, 80)).filter { $0 != 0x5F && $0 != 0x2D }
        return name.isEmpty ? nil : name.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
    }

    /// Where the value stands that follows a sign: between quotes, or in settings up to the end of the line.
    private func value(after place: Int) -> Range<Int>? {
        var start = place + 1
        while start < bytes.count, "= \t@(".utf8.contains(bytes[start]) || bytes[start] == 0x3E { start += 1 }
        guard start < bytes.count else { return nil }
        let quote = bytes[start]
        if quote == 0x22 || quote == 0x27 || quote == 0x60 {
            guard let end = bytes[(start + 1)...].firstIndex(of: quote) else { return nil }
            return (start + 1)..<end
        }
        guard isSettings else { return nil }
        var end =
            bytes[start...].firstIndex(of: 0x23).map { $0 > start && bytes[$0 - 1].isSpace ? $0 : bytes.count }
            ?? bytes.count
        while end > start, bytes[end - 1].isSpace { end -= 1 }
        return end > start ? start..<end : nil
    }

    /// Strings in quotes that look random.
    func random() -> [SecretMatch] {
        var found: [SecretMatch] = []
        var place = 0
        while let start = bytes[place...].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }) {
            guard let end = bytes[(start + 1)...].firstIndex(of: bytes[start]) else { break }
            let value = (start + 1)..<end
            place = end + 1
            if let entropy = Entropy.suspicion(bytes[value]), !Placeholder.matches(bytes[value]) {
                found.append(
                    SecretMatch(
                        rule: "random_string", title: "a string that looks random", severity: .medium, range: value,
                        entropy: entropy))
            } else if value.isEmpty || bytes[value].contains(where: { $0 == 0x20 }) {
                // The quotes of one string may stand in another: the next one may begin at this one's end.
                place = end
                if bytes[value].isEmpty { place = end + 1 }
            }
        }
        return found
    }
}

/// How random a text looks.
enum Entropy {
    /// Shannon's entropy in bits for each byte.
    static func bits(_ bytes: some Collection<UInt8>) -> Double {
        guard !bytes.isEmpty else { return 0 }
        var counts = [Int](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let total = Double(bytes.count)
        return counts.lazy.filter { $0 > 0 }.reduce(0) { sum, count in
            let share = Double(count) / total
            return sum - share * Logarithm.two(share)
        }
    }

    /// The entropy of a value that looks random, nil for one that does not: of 20 or more characters of base64 above
    /// 4.5 bits, or of 32 or more hexadecimal digits above 3.
    static func suspicion(_ bytes: ArraySlice<UInt8>) -> Double? {
        let entropy = bits(bytes)
        if bytes.allSatisfy(SecretRule.Alphabet.hex.contains) {
            let isNumber = bytes.allSatisfy { (0x30...0x39).contains($0) }
            return bytes.count >= 32 && entropy > 3 && !isNumber ? entropy : nil
        }
        let isText = bytes.allSatisfy { SecretRule.Alphabet.base64.contains($0) || $0 == 0x2D || $0 == 0x5F }
        return isText && bytes.count >= 20 && bytes.count <= 4_096 && entropy > 4.5 && isMixed(bytes) ? entropy : nil
    }

    /// Letters and digits both: a path or a list of words has no digits among its letters, a number no letters.
    private static func isMixed(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.contains { (0x30...0x39).contains($0) } && bytes.contains { $0 >= 0x41 }
    }
}

/// Values that stand for a secret and are none.
enum Placeholder {
    private static let starts = [
        "$", "{{", "<", "%", "[", "env", "process.env", "os.environ", "null", "none", "true", "false",
    ]
    .map { Array($0.utf8) }
    private static let parts = [
        "example", "changeme", "change-me", "placeholder", "your-", "your_", "redacted", "dummy", "***", "...", "xxxx",
        "${", "{{", "%s",
    ].map { Array($0.utf8) }

    static func matches(_ value: ArraySlice<UInt8>) -> Bool {
        let value = value.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        if value.contains(where: { $0 == 0x20 || $0 == 0x28 || $0 == 0x7B }) { return true }
        if starts.contains(where: { value.starts(with: $0) }) { return true }
        if parts.contains(where: { value.firstRange(of: $0) != nil }) { return true }
        return Set(value).count < 3 || isSequence(value) || isUUID(value)
    }

    /// "abcdef", "123456": each character follows the one before.
    private static func isSequence(_ value: [UInt8]) -> Bool {
        zip(value, value.dropFirst()).allSatisfy { $1 == $0 &+ 1 }
    }

    private static func isUUID(_ value: [UInt8]) -> Bool {
        let parts = value.split(separator: 0x2D, omittingEmptySubsequences: false)
        return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy(SecretRule.Alphabet.hex.contains)
    }
}
