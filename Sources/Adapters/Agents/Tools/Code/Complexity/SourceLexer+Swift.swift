extension SourceLexer {
    /// Strings with code in them, names in backticks, macros, directives and the two kinds of "?".
    mutating func readSwift() -> Bool {
        if let end = endOfSwiftString(place) {
            add(to: end)
        } else if byte() == 0x23 {
            readSwiftHash()
        } else if byte() == 0x60 {
            let end = endOfWord(place + 1)
            add(to: end < text.count && text[end] == 0x60 && end > place + 1 ? end + 1 : place + 1)
        } else if has("??") {
            add(to: place + 2)
        } else if byte() == 0x3F {
            // After white space it chooses between two values; after a value it asks for one that may be missing.
            let before = place > 0 ? text[place - 1] : 0x20
            let followsComment = place > 1 && before == 0x2F && text[place - 2] == 0x2A
            add(to: place + 1, marked: !before.isSpace && !followsComment)
        } else {
            return false
        }
        return true
    }

    private static let directives: Set<String> = [
        "if", "elseif", "else", "endif", "sourceLocation", "warning", "error",
    ]

    private mutating func readSwiftHash() {
        let end = endOfWord(place + 1)
        let word = String(decoding: text[(place + 1)..<end], as: UTF8.self)
        if !word.isEmpty, !Self.directives.contains(word) {
            add(to: end)
        } else {
            add(to: endOfLine(continued: true))
        }
    }

    /// The end of the string that begins at `start`, nil if none does.
    private func endOfSwiftString(_ start: Int) -> Int? {
        var quote = start
        while quote < text.count, text[quote] == 0x23 { quote += 1 }
        guard quote < text.count, text[quote] == 0x22 else { return nil }
        return endOfSwiftString(quote: quote, hashes: quote - start, depth: 0)
    }

    private func endOfSwiftString(quote: Int, hashes: Int, depth: Int) -> Int {
        let isLong = has("\"\"\"", at: quote)
        let quotes = isLong ? 3 : 1
        var end = quote + quotes
        while end < text.count {
            if isClose(end, quotes, hashes) { return end + quotes + hashes }
            if text[end] == 0x5C, areHashes(end + 1, hashes) {
                end += 1 + hashes
                let opens = end < text.count && text[end] == 0x28
                end = opens ? endOfInterpolation(end, isLong: isLong, depth: depth + 1) : end + 1
            } else if text[end] == 0x0A, !isLong {
                return end
            } else {
                end += 1
            }
        }
        return text.count
    }

    private func isClose(_ place: Int, _ quotes: Int, _ hashes: Int) -> Bool {
        guard place + quotes <= text.count, text[place..<(place + quotes)].allSatisfy({ $0 == 0x22 }) else {
            return false
        }
        return areHashes(place + quotes, hashes)
    }

    private func areHashes(_ place: Int, _ count: Int) -> Bool {
        place + count <= text.count && text[place..<(place + count)].allSatisfy { $0 == 0x23 }
    }

    /// Deeper strings in strings are not looked into: such a text is no program.
    private static let deepest = 64

    private func endOfInterpolation(_ start: Int, isLong: Bool, depth: Int) -> Int {
        var open = 0
        var end = start
        while end < text.count {
            switch text[end] {
            case 0x28: open += 1
            case 0x29:
                open -= 1
                if open == 0 { return end + 1 }
            case 0x0A where !isLong: return end
            case 0x22 where depth < Self.deepest:
                var hashes = 0
                while end - hashes - 1 > start, text[end - hashes - 1] == 0x23 { hashes += 1 }
                end = endOfSwiftString(quote: end, hashes: hashes, depth: depth)
                continue
            default: break
            }
            end += 1
        }
        return text.count
    }
}
