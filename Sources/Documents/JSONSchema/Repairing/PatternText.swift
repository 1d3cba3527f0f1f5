/// A short text that should match a regular expression of ECMA-262, for a stand-in.
///
/// Knows literals, classes, groups, alternatives (the first counts), quantifiers and anchors at both ends. Whoever asks
/// holds the text against the pattern.
struct PatternText {
    private var rest: Substring.UnicodeScalarView
    /// Whether something was met that is not known here.
    private var isLost = false
    /// Parts are repeated once more than they must be, as long as the text is too short.
    private var extra: Int

    /// Nil where the pattern has something that is not known.
    static func make(_ pattern: String, least: Int) -> String? {
        for extra in [0, 1, 2, 4, 8, 16, 32, 64, 128] {
            var reader = PatternText(rest: Substring(pattern).unicodeScalars, extra: extra)
            let text = reader.alternatives()
            guard !reader.isLost, reader.rest.isEmpty else { return nil }
            if text.unicodeScalars.count >= least { return text }
        }
        return nil
    }

    private init(rest: Substring.UnicodeScalarView, extra: Int) {
        self.rest = rest
        self.extra = extra
    }

    private mutating func alternatives() -> String {
        var first: String?
        while true {
            let text = sequence()
            if first == nil { first = text }
            guard rest.first == "|" else { return first ?? "" }
            rest.removeFirst()
        }
    }

    private mutating func sequence() -> String {
        var text = ""
        while let next = rest.first, next != "|", next != ")", !isLost {
            if next == "^" || next == "$" {
                rest.removeFirst()
            } else {
                let piece = atom()
                let (least, most) = quantifier()
                let count = max(least, min(most, least + extra, 256))
                text += String(repeating: piece, count: most > least ? count : least)
            }
            if text.utf8.count > 8_192 { isLost = true }
        }
        return text
    }

    private mutating func atom() -> String {
        let scalar = rest.removeFirst()
        switch scalar {
        case ".": return "a"
        case "[": return String(Character(setMember()))
        case "\\": return escape(inSet: false).map { String(Character($0)) } ?? ""
        case "(": return group()
        default: return String(Character(scalar))
        }
    }

    private mutating func group() -> String {
        var isAssertion = false
        if rest.first == "?" {
            rest.removeFirst()
            switch rest.popFirst() {
            case ":": break
            case "=", "!": isAssertion = true
            default: isLost = true
            }
        }
        let text = alternatives()
        if rest.popFirst() != ")" { isLost = true }
        return isAssertion ? "" : text
    }

    private mutating func escape(inSet: Bool) -> Unicode.Scalar? {
        guard let scalar = rest.popFirst() else {
            isLost = true
            return nil
        }
        switch scalar {
        case "d": return "0"
        case "w": return "a"
        case "s": return " "
        case "S", "D", "W": return scalar == "W" ? "-" : "a"
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "b" where !inSet: return nil
        case "p": return property()
        case "u": return codePoint(digits: 4)
        case "x": return codePoint(digits: 2)
        case "B", "P", "k", "c", "1"..."9":
            isLost = true
            return nil
        default: return scalar
        }
    }

    /// `\p{L}` and the like: letters unless it says numbers.
    private mutating func property() -> Unicode.Scalar? {
        guard rest.popFirst() == "{" else {
            isLost = true
            return nil
        }
        let name = String(String.UnicodeScalarView(rest.prefix { $0 != "}" }))
        rest = rest.dropFirst(name.unicodeScalars.count + 1)
        if name.hasPrefix("N") { return "0" }
        return name.hasPrefix("Lu") ? "A" : name.hasPrefix("P") ? "-" : name.hasPrefix("Z") ? " " : "a"
    }

    private mutating func codePoint(digits: Int) -> Unicode.Scalar? {
        let isBraced = rest.first == "{"
        if isBraced { rest.removeFirst() }
        let text = String(String.UnicodeScalarView(isBraced ? rest.prefix { $0 != "}" } : rest.prefix(digits)))
        rest = rest.dropFirst(text.unicodeScalars.count + (isBraced ? 1 : 0))
        let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
        if scalar == nil { isLost = true }
        return scalar
    }

    /// The first visible member of a class; for a negated one, something it leaves in.
    private mutating func setMember() -> Unicode.Scalar {
        let isNegated = rest.first == "^"
        if isNegated { rest.removeFirst() }
        var members: [ClosedRange<Unicode.Scalar>] = []
        while let next = rest.popFirst(), next != "]" {
            guard let low = next == "\\" ? escape(inSet: true) : next else { continue }
            if rest.first == "-", rest.dropFirst().first != "]", rest.dropFirst().first != nil {
                rest.removeFirst()
                let end = rest.removeFirst()
                guard let high = end == "\\" ? escape(inSet: true) : end, low <= high else { continue }
                members.append(low...high)
            } else {
                members.append(low...low)
            }
        }
        let visible = "aA0bzZ9-_.~!/ ".unicodeScalars
        let fitting = visible.first { one in members.contains { $0.contains(one) } != isNegated }
        return fitting ?? members.first?.lowerBound ?? "a"
    }

    /// Least and most repetitions; once where nothing says.
    private mutating func quantifier() -> (Int, Int) {
        var range = (1, 1)
        switch rest.first {
        case "*": range = (0, .max)
        case "+": range = (1, .max)
        case "?": range = (0, 1)
        case "{":
            let text = String(String.UnicodeScalarView(rest.dropFirst().prefix { $0 != "}" }))
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            guard let first = parts.first, let least = Int(first), parts.count <= 2 else { return range }
            range = (min(least, 4_096), parts.count == 1 ? least : Int(parts[1]) ?? .max)
            rest = rest.dropFirst(text.unicodeScalars.count + 1)
        default: return range
        }
        rest.removeFirst()
        if rest.first == "?" { rest.removeFirst() }
        return range
    }
}
