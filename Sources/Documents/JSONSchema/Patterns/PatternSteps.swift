/// A pattern that reads a text once from its beginning, without ever going back: `^[a-z]+$`, `^v\d+\.`, `.*`.
///
/// Most patterns of real schemas are of this kind, and this is many times faster than an engine that can do more.
struct PatternSteps {
    private(set) var steps: [PatternStep] = []
    private(set) var isClosed = false

    /// Nil unless `source`, which must be valid, is a row of characters and classes of ASCII with quantifiers, each
    /// of which can end in one place only.
    init?(_ source: String) {
        guard source.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
        var reader = PatternReader(source)
        guard reader.take("^") else {
            // Unanchored, only what matches the empty text is told at once.
            guard source.isEmpty || source == ".*" else { return nil }
            return
        }
        while !reader.isAtEnd {
            if reader.rest == "$" {
                isClosed = true
                break
            }
            guard let set = reader.takeSet(), let (least, most) = reader.takeQuantifier() else { return nil }
            steps.append(PatternStep(set: set, least: least, most: most))
        }
        // Where more may follow, nothing depends on what need not be there.
        if !isClosed { while steps.last?.least == 0 { steps.removeLast() } }
        guard steps.indices.allSatisfy(endsInOnePlace) else { return nil }
    }

    /// Whether what can follow step `index` cannot be mistaken for one more round of it.
    private func endsInOnePlace(_ index: Int) -> Bool {
        guard steps[index].least != steps[index].most else { return true }
        for next in steps[(index + 1)...] {
            if !next.set.isDisjoint(with: steps[index].set) { return false }
            if next.least > 0 { return true }
        }
        return true
    }
}

/// Characters of one class, some number of times.
struct PatternStep {
    let set: CharacterSet
    let least: Int
    let most: Int

    /// A set of ASCII characters, with or without all others.
    struct CharacterSet {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var hasOthers = false
        /// Whether the line ends beyond ASCII are left out of the others.
        var endsAtLines = false

        @inline(__always)
        func contains(_ byte: UInt8) -> Bool {
            (byte < 64 ? low >> UInt64(byte) : high >> UInt64(byte & 63)) & 1 != 0
        }

        mutating func insert(_ byte: UInt8) {
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
        }

        mutating func formUnion(_ other: CharacterSet) {
            low |= other.low
            high |= other.high
            hasOthers = hasOthers || other.hasOthers
        }

        func isDisjoint(with other: CharacterSet) -> Bool {
            low & other.low == 0 && high & other.high == 0 && !(hasOthers && other.hasOthers)
        }

        var inverted: CharacterSet { CharacterSet(low: ~low, high: ~high, hasOthers: !hasOthers) }

        static let digits = CharacterSet("0123456789".utf8)
        static let word = CharacterSet(Array(48...57) + Array(65...90) + [95] + Array(97...122))
        static let dot = CharacterSet(low: ~(1 << 10 | 1 << 13), high: ~0, hasOthers: true, endsAtLines: true)
    }
}

extension PatternStep.CharacterSet {
    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { insert(byte) }
    }
}

extension UnsafeBufferPointer<PatternStep> {
    /// Whether the steps lead through `text`, to its end if they must.
    func match(_ text: UnsafeBufferPointer<UInt8>, isClosed: Bool) -> Bool {
        var position = 0
        for step in self {
            var count = 0
            while count < step.most, position < text.count {
                let length = step.set.length(text, position)
                if length == 0 { break }
                position += length
                count += 1
            }
            if count < step.least { return false }
        }
        return !isClosed || position == text.count
    }
}

extension PatternStep.CharacterSet {
    /// Bytes of the character at `position`, if it is of this set; else 0.
    @inline(__always)
    fileprivate func length(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
        let byte = text[position]
        if byte < 0x80 { return contains(byte) ? 1 : 0 }
        return hasOthers ? otherLength(text, position) : 0
    }

    private func otherLength(_ text: UnsafeBufferPointer<UInt8>, _ position: Int) -> Int {
        let byte = text[position]
        // U+2028 and U+2029.
        if endsAtLines, byte == 0xE2, text[position + 1] == 0x80, text[position + 2] & 0xFE == 0xA8 { return 0 }
        return byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
}

/// Reads the parts of a pattern that `PatternSteps` knows.
private struct PatternReader {
    private(set) var rest: Substring

    init(_ source: String) {
        rest = Substring(source)
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ text: String) -> Bool {
        guard rest.hasPrefix(text) else { return false }
        rest.removeFirst(text.count)
        return true
    }

    private mutating func takeASCII() -> UInt8? {
        guard let byte = rest.first?.asciiValue else { return nil }
        rest.removeFirst()
        return byte
    }

    /// One character, class or dot.
    mutating func takeSet() -> PatternStep.CharacterSet? {
        guard let byte = takeASCII() else { return nil }
        switch byte {
        case UInt8(ascii: "."): return .dot
        case UInt8(ascii: "["): return takeClass()
        case UInt8(ascii: "\\"): return takeEscape()
        case _ where ASCII.isOne(of: "^$|()*+?{}]", byte): return nil
        default: return PatternStep.CharacterSet([byte])
        }
    }

    /// Behind a backslash: sets and punctuation.
    private mutating func takeEscape() -> PatternStep.CharacterSet? {
        guard let byte = takeASCII() else { return nil }
        switch byte {
        case UInt8(ascii: "d"): return .digits
        case UInt8(ascii: "w"): return .word
        case _ where ASCII.isAlphanumeric(byte) || byte <= 0x20: return nil
        default: return PatternStep.CharacterSet([byte])
        }
    }

    private mutating func takeClass() -> PatternStep.CharacterSet? {
        let isNegated = take("^")
        var set = PatternStep.CharacterSet()
        while !take("]") {
            guard let first = takeClassMember() else { return nil }
            if rest.hasPrefix("-"), !rest.hasPrefix("-]") {
                rest.removeFirst()
                guard let low = first.only, let high = takeClassMember()?.only, low <= high else { return nil }
                set.formUnion(PatternStep.CharacterSet(low...high))
            } else {
                set.formUnion(first)
            }
        }
        return isNegated ? set.inverted : set
    }

    private mutating func takeClassMember() -> PatternStep.CharacterSet? {
        guard let byte = takeASCII() else { return nil }
        return byte == UInt8(ascii: "\\") ? takeEscape() : PatternStep.CharacterSet([byte])
    }

    mutating func takeQuantifier() -> (least: Int, most: Int)? {
        var bounds = (least: 1, most: 1)
        if take("*") {
            bounds = (0, .max)
        } else if take("+") {
            bounds = (1, .max)
        } else if take("?") {
            bounds = (0, 1)
        } else if rest.hasPrefix("{") {
            guard let found = takeBounds() else { return nil }
            bounds = found
        }
        return rest.first.map { "*+?{".contains($0) } ?? false ? nil : bounds
    }

    private mutating func takeBounds() -> (least: Int, most: Int)? {
        guard let close = rest.firstIndex(of: "}") else { return nil }
        let parts = rest[..<close].dropFirst().split(separator: ",", omittingEmptySubsequences: false)
        rest = rest[close...].dropFirst()
        guard let least = parts.first.flatMap({ Int($0) }), least >= 0, parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return (least, least) }
        if parts[1].isEmpty { return (least, .max) }
        return Int(parts[1]).flatMap { $0 >= least ? (least, $0) : nil }
    }
}

extension PatternStep.CharacterSet {
    /// The character, if there is but one.
    fileprivate var only: UInt8? {
        guard !hasOthers, low.nonzeroBitCount + high.nonzeroBitCount == 1 else { return nil }
        return UInt8(low != 0 ? low.trailingZeroBitCount : 64 + high.trailingZeroBitCount)
    }
}
