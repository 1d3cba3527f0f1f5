extension SourceLexer {
    /// Strings in three quotes, "//", and strings with code in them, whose code is read as such.
    mutating func readPython() -> Bool {
        if byte() == 0x22 || byte() == 0x27 {
            let end = endOfPythonString(place)
            let isFormat = last.map { Self.formats.contains($0.text.lowercased()) } ?? false
            if isFormat, place > 0, Self.isWordByte(text[place - 1]) { readFormat(to: end) } else { add(to: end) }
        } else if has("//=") {
            add(to: place + 3)
        } else if has("//") {
            add(to: place + 2)
        } else {
            return false
        }
        return true
    }

    private static let formats: Set<String> = ["f", "rf", "fr", "bf", "fb"]

    /// The end of the string that begins at `start`; without an end its quote is a token of its own.
    private func endOfPythonString(_ start: Int) -> Int {
        let quote = text[start]
        let isLong = start + 2 < text.count && text[start + 1] == quote && text[start + 2] == quote
        let quotes = isLong ? 3 : 1
        var end = start + quotes
        while end + quotes <= text.count {
            if text[end] == 0x5C {
                end += 2
            } else if text[end..<(end + quotes)].allSatisfy({ $0 == quote }) {
                return end + quotes
            } else {
                end += 1
            }
        }
        return start + 1
    }

    /// Reads a string whose braces hold code: the code becomes tokens, what is between remains text.
    private mutating func readFormat(to end: Int) {
        let quote = text[place]
        let isLong = place + 5 < end && text[place + 1] == quote && text[place + 2] == quote
        let stop = end - (isLong ? 3 : 1)
        var start = place
        var next = place + (isLong ? 3 : 1)
        var hasCode = false
        while next < stop {
            if text[next] == 0x7B || text[next] == 0x7D, next + 1 < stop, text[next + 1] == text[next] {
                next += 2
            } else if text[next] == 0x7B {
                let close = min(endOfField(next, stop), stop)
                if next > start, hasCode || next > place + (isLong ? 3 : 1) { addText(start, next) }
                place = next
                readField(next + 1, close - 1)
                hasCode = true
                (start, next) = (close, close)
                place = close
            } else {
                next += text[next] == 0x5C ? 2 : 1
            }
        }
        guard hasCode else { return add(to: end) }
        if start < stop { addText(start, stop) }
        place = end
    }

    private mutating func addText(_ start: Int, _ end: Int) {
        add("\"\"", inner: text[start..<end].count { $0 == 0x0A })
    }

    private mutating func readField(_ start: Int, _ end: Int) {
        guard start < end else { return }
        var inside = SourceLexer(Array(text[start..<end]), language: .python)
        for token in inside.tokens() { add(token.text, inner: token.inner, marked: true) }
    }

    /// The place after the brace that closes the one at `start`.
    private func endOfField(_ start: Int, _ stop: Int) -> Int {
        var depth = 0
        var end = start
        while end < stop {
            switch text[end] {
            case 0x22, 0x27:
                end = endOfPythonString(end)
                continue
            case 0x7B: depth += 1
            case 0x7D:
                depth -= 1
                if depth == 0 { return end + 1 }
            default: break
            }
            end += 1
        }
        return stop
    }
}
