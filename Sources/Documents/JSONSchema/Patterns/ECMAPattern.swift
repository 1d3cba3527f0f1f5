/// Rewrites a regular expression of ECMA-262 (2023, section 22.2, with the flag "u") for PCRE2.
///
/// The languages differ in what `.`, `\s`, `\uHHHH`, `[` in a class and many escapes mean; syntax that only PCRE2 has
/// is refused. As in browsers, `{`, `}` and `]` may stand for themselves, and any punctuation may be escaped.
struct ECMAPattern {
    var input: Substring.UnicodeScalarView
    var output = ""
    /// Whether the last thing written can be repeated.
    private var canRepeat = false

    static func translate(_ source: String) throws(PatternError) -> String {
        var pattern = ECMAPattern(input: Substring(source).unicodeScalars)
        while let scalar = pattern.input.popFirst() { try pattern.translate(scalar) }
        return pattern.output
    }

    private init(input: Substring.UnicodeScalarView) {
        self.input = input
    }

    private mutating func translate(_ scalar: Unicode.Scalar) throws(PatternError) {
        switch scalar {
        case "^", "$", "|": write(String(scalar), canRepeat: false)
        case ".": write(#"[^\n\r\x{2028}\x{2029}]"#)
        case "(": try openGroup()
        case ")": write(")")
        case "[": try translateClass()
        case "*", "+", "?": try writeQuantifier(String(scalar))
        case "{":
            if let bounds = takeBounds() { try writeQuantifier(bounds) } else { write(#"\{"#) }
        case "}", "]": write(#"\"# + String(scalar))
        case "\\": try translateEscape()
        default: write(String(scalar))
        }
    }

    mutating func write(_ text: String, canRepeat: Bool = true) {
        output += text
        self.canRepeat = canRepeat
    }

    private mutating func writeQuantifier(_ text: String) throws(PatternError) {
        guard canRepeat else { throw PatternError("there is nothing to repeat before \"\(text)\"") }
        write(take("?") ? text + "?" : text, canRepeat: false)
    }

    /// The rest of "{n}", "{n,}" or "{n,m}"; nil, with nothing taken, if it is none of these.
    private mutating func takeBounds() -> String? {
        let start = input
        let least = takeDigits()
        let comma = !least.isEmpty && take(",") ? "," : ""
        let most = comma.isEmpty ? "" : takeDigits()
        guard !least.isEmpty, take("}") else {
            input = start
            return nil
        }
        return "{\(least)\(comma)\(most)}"
    }

    private mutating func openGroup() throws(PatternError) {
        guard take("?") else { return write("(", canRepeat: false) }
        for opening in [":", "=", "!", "<=", "<!"] where take(opening) {
            return write("(?" + opening, canRepeat: false)
        }
        guard take("<"), let name = takeName() else {
            throw PatternError(
                "\"(?\(input.first.map(String.init) ?? "")\" does not open a group in ECMA-262",
                help: "groups open with \"(\", \"(?:\", \"(?=\", \"(?!\", \"(?<=\", \"(?<!\" or \"(?<name>\"")
        }
        write("(?<\(name)>", canRepeat: false)
    }

    private mutating func translateEscape() throws(PatternError) {
        switch input.first {
        case "b", "B":
            write(#"\"# + String(input.removeFirst()), canRepeat: false)
        case "k":
            input.removeFirst()
            guard take("<"), let name = takeName() else {
                throw PatternError("\"\\k\" needs a group name, as in \\k<name>")
            }
            write(#"\k<"# + name + ">")
        case let digit? where ("1"..."9").contains(digit): write(#"\g{"# + takeDigits() + "}")
        default:
            if let set = try takeSet() { write("[\(set)]") } else { write(try takeCharacter()) }
        }
    }
}

// What escapes inside and outside of classes have in common.
extension ECMAPattern {
    mutating func take(_ text: String) -> Bool {
        guard input.starts(with: text.unicodeScalars) else { return false }
        input.removeFirst(text.unicodeScalars.count)
        return true
    }

    mutating func takeDigits() -> String {
        let digits = input.prefix { ("0"..."9").contains($0) }
        input.removeFirst(digits.count)
        return String(digits)
    }

    /// The name of a group and the ">" behind it.
    ///
    /// PCRE2 knows only word characters here.
    private mutating func takeName() -> String? {
        let name = input.prefix { $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" }
        guard !name.isEmpty, input.dropFirst(name.count).first == ">" else { return nil }
        input.removeFirst(name.count + 1)
        return String(name)
    }
}
