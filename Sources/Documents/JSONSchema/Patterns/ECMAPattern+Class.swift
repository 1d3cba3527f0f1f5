extension ECMAPattern {
    /// Translates a class whose "[" has been taken.
    mutating func translateClass() throws(PatternError) {
        var text = take("^") ? "[^" : "["
        var previousIsSet = false
        while !take("]") {
            guard let scalar = input.popFirst() else { throw PatternError("a character class is not closed") }
            switch scalar {
            case "\\":
                if let set = try takeSet() {
                    text += set
                    previousIsSet = true
                    continue
                }
                text += try takeClassCharacter()
            // Between sets a hyphen is itself; PCRE2 would see a range that begins or ends inside of our rewriting.
            case "-" where previousIsSet || startsWithSet: text += #"\-"#
            case "[", "^": text += #"\"# + String(scalar)
            default: text += String(scalar)
            }
            previousIsSet = false
        }
        write(text + "]")
    }

    private var startsWithSet: Bool {
        guard input.first == "\\", let letter = input.dropFirst().first else { return false }
        return "dDwWsSpP".unicodeScalars.contains(letter)
    }

    private mutating func takeClassCharacter() throws(PatternError) -> String {
        if take("b") { return #"\x{8}"# }
        return try takeCharacter()
    }
}
