/// Texts that match a regular expression: the shortest and a long one.
///
/// It knows literals, classes, groups, alternatives (the first is taken), quantifiers and the anchors at both ends; what
/// it does not know gives nil, and whoever asked holds the text against the schema anyway.
public struct PatternSampler {
    private indirect enum Piece {
        case text(Unicode.Scalar)
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
        case "[": return .text(readClass())
        case "\\": return takeEscaped().map { .text($0) }
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
        case "d": return "0"
        case "w": return "a"
        case "s": return " "
        case "t": return "\t"
        case "b", "B", "k", "p", "P", "u", "x", "c", "D", "W", "S", "1"..."9":
            isKnown = false
            return nil
        default: return scalar
        }
    }

    /// The first character of a class; for a negated one, a character that it leaves in.
    private mutating func readClass() -> Unicode.Scalar {
        let isNegated = input.first == "^"
        if isNegated { input.removeFirst() }
        var members: [ClosedRange<Unicode.Scalar>] = []
        while let next = input.popFirst(), next != "]" {
            guard let low = next == "\\" ? takeEscaped() : next else { continue }
            if input.first == "-", input.dropFirst().first != "]", let high = input.dropFirst().first, low <= high {
                input.removeFirst(2)
                members.append(low...high)
            } else {
                members.append(low...low)
            }
        }
        if !isNegated { return members.first?.lowerBound ?? "a" }
        let candidates = "abz09A_-.~!".unicodeScalars
        return candidates.first { one in !members.contains { $0.contains(one) } } ?? "\u{E9}"
    }

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
        case .choice(let branches): for one in branches.first ?? [] { write(one, longest, limit, &text) }
        case .repeated(let inner, let least, let most):
            let count = longest ? max(least, min(most ?? least + 8, limit - text.unicodeScalars.count)) : least
            for _ in 0..<max(0, count) { write(inner, longest, limit, &text) }
        }
    }
}
