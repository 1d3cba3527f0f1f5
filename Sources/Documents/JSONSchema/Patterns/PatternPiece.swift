/// A part of a regular expression, as far as texts can be made from it.
indirect enum PatternPiece {
    case text(Unicode.Scalar)
    /// One character of these.
    case member([ClosedRange<Unicode.Scalar>])
    case choice([[PatternPiece]])
    case repeated(PatternPiece, least: Int, most: Int?)

    /// Nil where `pattern`, an expression of ECMA-262, has something that is not known here.
    ///
    /// Anchors, word boundaries and lookaheads say nothing of their own: whoever makes a text holds it against the
    /// pattern.
    static func read(_ pattern: String) -> PatternPiece? {
        var reader = PatternReader(input: Substring(pattern).unicodeScalars)
        let piece = reader.readChoice()
        return reader.isKnown && reader.input.isEmpty ? piece : nil
    }
}

private struct PatternReader {
    var input: Substring.UnicodeScalarView
    var isKnown = true

    mutating func readChoice() -> PatternPiece {
        var branches: [[PatternPiece]] = [[]]
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

    private mutating func read(_ scalar: Unicode.Scalar) -> PatternPiece? {
        switch scalar {
        case "^", "$": return nil
        case ".": return .text("a")
        case "[": return .member(takeClass())
        case "(": return takeGroup()
        case "\\":
            if input.first == "b" {
                input.removeFirst()
                return nil
            }
            return takeShorthand().map { .member($0) } ?? takeEscaped().map { .text($0) }
        default: return .text(scalar)
        }
    }

    private mutating func takeGroup() -> PatternPiece? {
        var isAssertion = false
        if input.first == "?" {
            input.removeFirst()
            switch input.popFirst() {
            case ":": break
            case "=", "!": isAssertion = true
            default: isKnown = false
            }
        }
        let inner = readChoice()
        if input.popFirst() != ")" { isKnown = false }
        return isAssertion ? nil : inner
    }

    /// `\d` and its like, `\p{L}` and its like; nil, with nothing taken, for any other escape.
    private mutating func takeShorthand() -> [ClosedRange<Unicode.Scalar>]? {
        guard let letter = input.first else { return nil }
        if let ranges = Self.shorthands[letter] {
            input.removeFirst()
            return ranges
        }
        guard letter == "p", input.dropFirst().first == "{" else { return nil }
        let name = input.dropFirst(2).prefix { $0 != "}" }
        input.removeFirst(min(input.count, name.count + 3))
        return Self.categories.first { name.starts(with: $0.0.unicodeScalars) }?.1 ?? ["a"..."z"]
    }

    private static let shorthands: [Unicode.Scalar: [ClosedRange<Unicode.Scalar>]] = [
        "d": ["0"..."9"], "w": ["a"..."z", "A"..."Z", "0"..."9", "_"..."_"], "s": [" "..." ", "\t"..."\t"],
        "D": ["a"..."z"], "W": ["-"..."-", "!"..."!"], "S": ["a"..."z"],
    ]
    private static let categories: [(String, [ClosedRange<Unicode.Scalar>])] = [
        ("N", ["0"..."9"]), ("Lu", ["A"..."Z"]), ("P", ["-"..."."]), ("Z", [" "..." "]),
    ]

    private mutating func takeEscaped() -> Unicode.Scalar? {
        guard let scalar = input.popFirst() else {
            isKnown = false
            return nil
        }
        switch scalar {
        case "t": return "\t"
        case "n": return "\n"
        case "r": return "\r"
        case "f": return "\u{C}"
        case "v": return "\u{B}"
        case "b": return "\u{8}"
        case "0": return "\0"
        case "u": return takeCodePoint(4)
        case "x": return takeCodePoint(2)
        case "B", "k", "p", "P", "c", "1"..."9":
            isKnown = false
            return nil
        default: return scalar
        }
    }

    /// So many hexadecimal digits, or any number of them in braces.
    private mutating func takeCodePoint(_ count: Int) -> Unicode.Scalar? {
        let isBraced = input.first == "{"
        let digits = isBraced ? input.dropFirst().prefix { $0 != "}" } : input.prefix(count)
        input.removeFirst(min(input.count, digits.count + (isBraced ? 2 : 0)))
        let scalar = UInt32(String(String.UnicodeScalarView(digits)), radix: 16).flatMap(Unicode.Scalar.init)
        if scalar == nil { isKnown = false }
        return scalar
    }

    /// The characters of a class; for a negated one, some that it leaves in.
    private mutating func takeClass() -> [ClosedRange<Unicode.Scalar>] {
        let isNegated = input.first == "^"
        if isNegated { input.removeFirst() }
        var members: [ClosedRange<Unicode.Scalar>] = []
        while let next = input.popFirst(), next != "]" {
            if next == "\\", let ranges = takeShorthand() {
                members += ranges
                continue
            }
            guard let low = next == "\\" ? takeEscaped() : next else { continue }
            if input.first == "-", let second = input.dropFirst().first, second != "]" {
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
        if !isNegated { return members }
        let left = "abz09A_-.~!\u{E9}".unicodeScalars.filter { one in !members.contains { $0.contains(one) } }
        return left.map { $0...$0 }
    }

    private mutating func quantified(_ piece: PatternPiece) -> PatternPiece {
        switch input.first {
        case "*": return take(piece, 0, nil)
        case "+": return take(piece, 1, nil)
        case "?": return take(piece, 0, 1)
        case "{": return bounded(piece)
        default: return piece
        }
    }

    private mutating func take(_ piece: PatternPiece, _ least: Int, _ most: Int?) -> PatternPiece {
        input.removeFirst()
        if input.first == "?" { input.removeFirst() }
        return .repeated(piece, least: least, most: most)
    }

    /// Braces that hold no numbers stand for themselves.
    private mutating func bounded(_ piece: PatternPiece) -> PatternPiece {
        let inner = input.dropFirst().prefix { $0 != "}" }
        let parts = String(String.UnicodeScalarView(inner)).split(separator: ",", omittingEmptySubsequences: false)
        guard inner.endIndex < input.endIndex, let least = parts.first.flatMap({ Int($0) }), parts.count <= 2 else {
            return piece
        }
        let most = parts.count == 1 ? least : Int(parts[1])
        if most == nil, !parts[1].isEmpty { return piece }
        input = input[inner.endIndex...]
        return take(piece, least, most)
    }
}
