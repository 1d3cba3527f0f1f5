/// Looks for secrets on one line.
struct SecretLine {
    let bytes: [UInt8]
    /// Whether values stand without quotes, as in settings files.
    let isSettings: Bool
    /// Whether strings that only look random are reported.
    let measuresEntropy: Bool

    init(_ bytes: Line, isSettings: Bool, measuresEntropy: Bool) {
        self.bytes = Array(bytes)
        self.isSettings = isSettings
        self.measuresEntropy = measuresEntropy
    }

    /// What was found, in the order of the line; of two that overlap, the one that knows more.
    func matches() -> [SecretMatch] {
        if bytes.firstRange(of: Self.allowed) != nil { return [] }
        var found: [SecretMatch] = []
        for match in tokens() + keys() + credentials() + assigned() + (measuresEntropy ? random() : []) {
            if !found.contains(where: { $0.range.overlaps(match.range) }) { found.append(match) }
        }
        return found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// A comment with these words says that the line holds none.
    private static let allowed = Array("allowlist secret".utf8)

    private static func isWord(_ byte: UInt8) -> Bool {
        SecretRule.Alphabet.alphanumeric.contains(byte) || byte == 0x5F
    }

    /// Secrets whose start is known.
    private func tokens() -> [SecretMatch] {
        SecretRule.table.flatMap { rule in rule.prefixes.flatMap { tokens(of: rule, prefix: $0) } }
    }

    private func tokens(of rule: SecretRule, prefix: String) -> [SecretMatch] {
        let start = Array(prefix.utf8)
        var found: [SecretMatch] = []
        var place = 0
        while let range = bytes[place...].firstRange(of: start) {
            place = range.upperBound
            let isNumbered = start.first == 0x3A
            if !isNumbered, range.lowerBound > 0, Self.isWord(bytes[range.lowerBound - 1]) { continue }
            let tail = bytes[range.upperBound...].prefix { rule.alphabet.contains($0) }
            guard rule.length.contains(tail.count), Entropy.bits(tail) > 2 else { continue }
            let first = isNumbered ? startOfNumber(before: range.lowerBound) : range.lowerBound
            guard let first else { continue }
            let match = first..<tail.endIndex
            if let word = rule.holds, bytes[match].firstRange(of: Array(word.utf8)) == nil { continue }
            found.append(
                SecretMatch(
                    rule: rule.id, title: rule.title, severity: rule.severity, range: match,
                    prefix: isNumbered ? "" : prefix))
        }
        return found
    }

    /// Where 8 to 10 digits before `end` begin, nil if there are none: a bot's number.
    private func startOfNumber(before end: Int) -> Int? {
        let count = bytes[..<end].reversed().prefix { (0x30...0x39).contains($0) }.count
        return (8...10).contains(count) ? end - count : nil
    }

    /// Private keys, and tokens that are signed JSON.
    private func keys() -> [SecretMatch] {
        var found: [SecretMatch] = []
        if let start = bytes.firstRange(of: Array("-----BEGIN ".utf8)),
            let end = bytes[start.upperBound...].firstRange(of: Array("PRIVATE KEY".utf8)),
            bytes[start.upperBound..<end.lowerBound].allSatisfy({ SecretRule.Alphabet.upper.contains($0) || $0 == 0x20 }
            )
        {
            found.append(
                SecretMatch(
                    rule: "private_key", title: "a private key", severity: .critical,
                    range: start.lowerBound..<end.upperBound, prefix: "-----BEGIN"))
        }
        var place = 0
        while let start = bytes[place...].firstRange(of: Array("eyJ".utf8)) {
            let token = bytes[start.lowerBound...].prefix { SecretRule.Alphabet.url.contains($0) }
            place = max(token.endIndex, start.upperBound)
            let parts = token.split(separator: 0x2E)
            guard parts.count == 3, parts[1].starts(with: Array("eyJ".utf8)), parts[2].count >= 16 else { continue }
            found.append(
                SecretMatch(
                    rule: "jwt", title: "a JSON Web Token", severity: .high, range: token.startIndex..<token.endIndex,
                    prefix: "eyJ"))
        }
        return found
    }

    /// "https://user:password@host".
    private func credentials() -> [SecretMatch] {
        var found: [SecretMatch] = []
        var place = 0
        while let start = bytes[place...].firstRange(of: [0x3A, 0x2F, 0x2F]) {
            place = start.upperBound
            let rest = bytes[place...].prefix { $0 > 0x20 && !"\"'`<>/?#".utf8.contains($0) }
            guard let at = rest.firstIndex(of: 0x40), let colon = rest[..<at].firstIndex(of: 0x3A),
                colon > rest.startIndex
            else { continue }
            let password = (colon + 1)..<at
            guard !Placeholder.matches(bytes[password]) else { continue }
            found.append(
                SecretMatch(
                    rule: "url_credentials", title: "a password in a URL", severity: .high, range: password))
        }
        return found
    }
}
