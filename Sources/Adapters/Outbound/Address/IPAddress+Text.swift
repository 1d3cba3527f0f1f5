extension IPAddress {
    /// The 32 bits of a dotted quad: four decimal numbers without leading zeros.
    static func quad(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard let octet = octet(part) else { return nil }
            bits = bits << 8 | UInt32(octet)
        }
        return bits
    }

    private static func octet(_ text: Substring) -> UInt8? {
        guard (1...3).contains(text.utf8.count), text.isDigits else { return nil }
        guard text.utf8.count == 1 || text.utf8.first != 0x30 else { return nil }
        return UInt8(text)
    }

    /// The 128 bits of RFC 4291 text, whose last 32 may be written as a dotted quad.
    static func groups(_ text: String) -> UInt128? {
        guard text.utf8.count <= 45, text.contains(":") else { return nil }
        guard let gap = text.firstRange(of: "::") else {
            guard let all = words(text[...]), all.count == 8 else { return nil }
            return join(all)
        }
        let left = text[..<gap.lowerBound]
        let right = text[gap.upperBound...]
        guard !left.contains("."), !right.contains("::") else { return nil }
        guard let head = left.isEmpty ? [] : words(left), let tail = right.isEmpty ? [] : words(right),
            head.count + tail.count <= 7
        else { return nil }
        return join(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    private static func words(_ text: Substring) -> [UInt16]? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var words: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, let quad = quad(part) {
                words += [UInt16(quad >> 16), UInt16(truncatingIfNeeded: quad)]
            } else if (1...4).contains(part.utf8.count), part.first != "+", let word = UInt16(part, radix: 16) {
                words.append(word)
            } else {
                return nil
            }
        }
        return words
    }

    private static func join(_ words: [UInt16]) -> UInt128 { words.reduce(0) { $0 << 16 | UInt128($1) } }

    /// RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as "::".
    static func canonical(_ bits: UInt128) -> String {
        let words = (0..<8).map { UInt16(truncatingIfNeeded: bits >> UInt128(112 - 16 * $0)) }
        let text = words.map { String($0, radix: 16) }
        guard let run = longestZeroRun(words) else { return text.joined(separator: ":") }
        return text[..<run.lowerBound].joined(separator: ":") + "::" + text[run.upperBound...].joined(separator: ":")
    }

    private static func longestZeroRun(_ words: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        while start < 8 {
            let end = words[start...].firstIndex { $0 != 0 } ?? 8
            if end - start >= 2, end - start > (best?.count ?? 0) { best = start..<end }
            start = max(end, start + 1)
        }
        return best
    }
}
