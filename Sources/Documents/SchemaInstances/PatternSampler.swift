/// Texts that match a regular expression: the shortest and a long one.
///
/// It knows literals, classes, groups, alternatives (the first is taken), quantifiers and the anchors at both ends; what
/// it does not know gives nil, and whoever asked holds the text against the schema anyway.
public struct PatternSampler {
    private indirect enum Piece {
        case text(Unicode.Scalar)
        /// One character of a class, the first of them where nothing is rolled.
        case member([ClosedRange<Unicode.Scalar>])
        case choice([[Piece]])
        case repeated(Piece, least: Int, most: Int?)
    }

    private var input: Substring.UnicodeScalarView
    private var isKnown = true

    /// A text that matches, with every quantifier at its least or, up to `limit` in all, at its most.
    public static func sample(_ pattern: String, longest: Bool, limit: Int = 4_096) -> String? {
        var sampler = PatternSampler(input: Substring(pattern).unicodeScalars)
        let pieces = sampler.readChoice()
        guard sampler.isKnown, sampler.input.isEmpty else { return nil }
        var text = ""
        write(pieces, longest, limit, &text)
        return text
    }

    /// A text that matches and is about so long; nil where the pattern is not known.
    ///
    /// Alternatives, class members and repetitions are rolled, or as plain as they can be.
    static func sample(
        _ pattern: String, rolling dice: inout Dice, length: Int, isPlain: Bool = false
    ) -> String? {
        var sampler = PatternSampler(input: Substring(pattern).unicodeScalars)
        let pieces = sampler.readChoice()
        guard sampler.isKnown, sampler.input.isEmpty else { return nil }
        var text = ""
        roll(pieces, length, isPlain, &dice, &text)
        return text
    }

    private static func roll(_ piece: Piece, _ length: Int, _ isPlain: Bool, _ dice: inout Dice, _ text: inout String) {
        func roll(_ sides: Int) -> Int { isPlain ? 0 : Int(dice.next() % UInt64(max(1, sides))) }
        switch piece {
        case .text(let scalar): text.unicodeScalars.append(scalar)
        case .member(let ranges):
            guard !ranges.isEmpty else { return }
            let range = ranges[roll(ranges.count)]
            let width = Int(range.upperBound.value - range.lowerBound.value) + 1
            let value = range.lowerBound.value + UInt32(roll(min(width, 26)))
            text.unicodeScalars.append(Unicode.Scalar(value) ?? range.lowerBound)
        case .choice(let branches):
            guard !branches.isEmpty else { return }
            for one in branches[roll(branches.count)] { Self.roll(one, length, isPlain, &dice, &text) }
        case .repeated(let inner, let least, let most):
            var count = 0
            while count < least || (count < most ?? .max && text.unicodeScalars.count < length) {
                let before = text.unicodeScalars.count
                Self.roll(inner, length, isPlain, &dice, &text)
                count += 1
                if text.unicodeScalars.count == before, count >= least { break }
            }
        }
    }

    private init(input: Substring.UnicodeScalarView) { self.input = input }

    private mutating func readChoice() -> Piece {
        var branches: [[Piece]] = [[]]
        while let next = input.first, next != ")" {
            input.removeFirst()
            if next == "|" {
                branches.append([])
            } else if let piece = read(next) {
                branches[branches.count - 1].append(quantified(piece))
            }
        }
        return .choice(branches)
    }

    private mutating func read(_ scalar: Unicode.Scalar) -> Piece? {
        switch scalar {
        case "^", "$": return nil
        case ".": return .text("a")
        case "[": return readClass()
        case "\\":
            if let shorthand = input.first, let ranges = Self.shorthands[shorthand] {
                input.removeFirst()
                return .member(ranges)
            }
            return takeEscaped().map { .text($0) }
        case "(":
            if input.starts(with: "?:".unicodeScalars) {
                input.removeFirst(2)
            } else if input.first == "?" {
                isKnown = false
            }
            let inner = readChoice()
            if input.popFirst() != ")" { isKnown = false }
            return inner
        default: return .text(scalar)
        }
    }

    private mutating func takeEscaped() -> Unicode.Scalar? {
        guard let scalar = input.popFirst() else { return nil }
        return escaped(scalar)
    }

    private mutating func escaped(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "u": return takeCodePoint(4)
        case "x": return takeCodePoint(2)
        case "b", "B", "k", "p", "P", "c", "1"..."9":
            isKnown = false
            return nil
        default: return scalar
        }
    }

    /// Four or two hexadecimal digits, or any number of them in braces.
    private mutating func takeCodePoint(_ count: Int) -> Unicode.Scalar? {
        var digits = String(String.UnicodeScalarView(input.prefix(count)))
        if input.first == "{" {
            digits = String(String.UnicodeScalarView(input.dropFirst().prefix { $0 != "}" }))
            input.removeFirst(min(input.count, digits.unicodeScalars.count + 2))
        } else {
            input.removeFirst(min(input.count, count))
        }
        guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
            isKnown = false
            return nil
        }
        return scalar
    }

    /// The characters of a class; for a negated one, some that it leaves in.
    private mutating func readClass() -> Piece {
        let isNegated = input.first == "^"
        if isNegated { input.removeFirst() }
        var members: [ClosedRange<Unicode.Scalar>] = []
        while let next = input.popFirst(), next != "]" {
            if next == "\\", let shorthand = input.first, let ranges = Self.shorthands[shorthand] {
                input.removeFirst()
                members += ranges
                continue
            }
            guard let low = next == "\\" ? takeEscaped() : next else { continue }
            if input.first == "-", input.dropFirst().first != "]", let second = input.dropFirst().first {
                input.removeFirst(2)
                guard let high = second == "\\" ? takeEscaped() : second, low <= high else {
                    isKnown = false
                    continue
                }
                members.append(low...high)
            } else {
                members.append(low...low)
            }
        }
        if !isNegated { return .member(members) }
        let candidates = "abz09A_-.~!\u{E9}".unicodeScalars
        let left = candidates.filter { one in !members.contains { $0.contains(one) } }
        return .member(left.map { $0...$0 })
    }

    private static let shorthands: [Unicode.Scalar: [ClosedRange<Unicode.Scalar>]] = [
        "d": ["0"..."9"], "w": ["a"..."z", "A"..."Z", "0"..."9", "_"..."_"], "s": [" "..." ", "\t"..."\t"],
        "D": ["a"..."z"], "W": ["-"..."-", "!"..."!"], "S": ["a"..."z"],
    ]

    private mutating func quantified(_ piece: Piece) -> Piece {
        switch input.first {
        case "*": return take(piece, 0, nil)
        case "+": return take(piece, 1, nil)
        case "?": return take(piece, 0, 1)
        case "{": return bounded(piece)
        default: return piece
        }
    }

    private mutating func take(_ piece: Piece, _ least: Int, _ most: Int?) -> Piece {
        input.removeFirst()
        if input.first == "?" { input.removeFirst() }
        return .repeated(piece, least: least, most: most)
    }

    private mutating func bounded(_ piece: Piece) -> Piece {
        let text = String(String.UnicodeScalarView(input.dropFirst().prefix { $0 != "}" }))
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let first = parts.first, let least = Int(first), parts.count <= 2 else { return piece }
        input.removeFirst(text.unicodeScalars.count + 1)
        return take(piece, least, parts.count == 1 ? least : Int(parts[1]))
    }

    private static func write(_ piece: Piece, _ longest: Bool, _ limit: Int, _ text: inout String) {
        switch piece {
        case .text(let scalar): text.unicodeScalars.append(scalar)
        case .member(let ranges): if let first = ranges.first { text.unicodeScalars.append(first.lowerBound) }
        case .choice(let branches): for one in branches.first ?? [] { write(one, longest, limit, &text) }
        case .repeated(let inner, let least, let most):
            let count = longest ? max(least, min(most ?? least + 8, limit - text.unicodeScalars.count)) : least
            for _ in 0..<max(0, count) { write(inner, longest, limit, &text) }
        }
    }
}
