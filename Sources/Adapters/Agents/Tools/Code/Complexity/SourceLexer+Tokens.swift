extension SourceLexer {
    /// Reads one token that is neither white space nor a comment.
    mutating func readToken() {
        if readSpecial() { return }
        if Self.isWordByte(byte()) { return readWord() }
        if byte() == 0x22 || byte() == 0x27 { return readString() }
        if byte() == 0x3C, let end = endOfWildcards() { return add(to: end) }
        for symbol in Self.symbols where has(symbol) { return add(to: place + symbol.utf8CodeUnitCount) }
        add(to: place + 1)
    }

    private static let symbols: [StaticString] = [
        ":=", "::", "**", "<<=", ">>=", "||", "&&", "===", "!==", "==", "!=", "<=", ">=", "->", "=>", "++", "--", "+=",
        "-=", "...",
    ]

    static func isWordByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }

    /// The end of the word that begins at `start`.
    func endOfWord(_ start: Int) -> Int {
        var end = start
        while end < text.count, Self.isWordByte(text[end]) { end += 1 }
        return end
    }

    private mutating func readWord() {
        var end = endOfWord(place)
        let isNumber = (0x30...0x39).contains(byte())
        if isNumber, language == .cFamily {
            while end + 1 < text.count, text[end] == 0x27, Self.isWordByte(text[end + 1]) { end = endOfWord(end + 1) }
        }
        let next = end < text.count ? text[end] : 0
        let after = end + 1 < text.count ? text[end + 1] : 0
        if language == .swift, next == 0x3F || next == 0x21 { end += 1 }
        if language == .script, next == 0x3F, after != 0x3F, after != 0x2E { end += 1 }
        add(to: end)
    }

    /// A string with backslashes; without an end, its quote is a token of its own.
    private mutating func readString() {
        let quote = byte()
        var end = place + 1
        while end < text.count, text[end] != quote { end += text[end] == 0x5C ? 2 : 1 }
        add(to: end < text.count ? end + 1 : place + 1)
    }

    /// The end of type arguments with a wildcard, such as "<? extends Shape>" or "<Int?>", nil if these are none.
    private func endOfWildcards() -> Int? {
        var end = place + 1
        var asks = false
        while end < text.count {
            let here = text[end]
            if here == 0x3E { return asks && end > place + 1 ? end + 1 : nil }
            guard Self.isWordByte(here) || here.isSpace || here == 0x2C || here == 0x2E || here == 0x3F else {
                return nil
            }
            asks = asks || here == 0x3F
            end += 1
        }
        return nil
    }

    /// Reads what only this language has; answers false if there is none here.
    private mutating func readSpecial() -> Bool {
        switch language {
        case .swift: readSwift()
        case .cFamily, .java: readDirective() || readRawString()
        case .go: readDirective() || readGoString()
        case .script: readScript()
        case .python: readPython()
        }
    }

    /// A line of the preprocessor: no token, but "#if" and its like are conditions, and an include is two words.
    private mutating func readDirective() -> Bool {
        guard byte() == 0x23 else { return false }
        var start = place + 1
        while start < text.count, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
        let word = String(decoding: text[start..<endOfWord(start)], as: UTF8.self)
        let end = endOfDirective()
        guard language != .go else {
            add(to: end)
            return true
        }
        if ["if", "ifdef", "elif"].contains(word) { addCondition() }
        if word == "include" { add("#include") }
        skip(to: end)
        return true
    }

    private func endOfDirective() -> Int {
        var end = place
        while end < text.count, text[end] != 0x0A {
            if has("/*", at: end), let close = endOfComment(end) {
                // A comment may go on to the next line, if the directive does.
                let inside = text[end..<close]
                guard !inside.contains(0x0A) || inside.firstRange(of: [0x5C, 0x0A]) != nil else { return end }
                end = close
                continue
            }
            end += text[end] == 0x5C && end + 1 < text.count ? 2 : 1
        }
        return min(end, text.count)
    }

    private func endOfComment(_ start: Int) -> Int? {
        text[(start + 2)...].firstRange(of: [0x2A, 0x2F])?.upperBound
    }

    /// R"(...)" of C++.
    private mutating func readRawString() -> Bool {
        guard language == .cFamily, has("R\"(") else { return false }
        var end = place + 3
        while end < text.count, !has(")\"", at: end) { end += 1 }
        add(to: end + 2)
        return true
    }

    private mutating func readGoString() -> Bool {
        guard byte() == 0x60 else { return false }
        let end = text[(place + 1)...].firstIndex(of: 0x60)
        add(to: end.map { $0 + 1 } ?? place + 1)
        return true
    }
}
