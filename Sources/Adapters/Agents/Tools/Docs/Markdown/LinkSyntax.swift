/// The parts of links (CommonMark section 6.3), read at a place of a text.
struct LinkSyntax {
    let bytes: [UInt8]

    /// `(target "title")` at `place`: the target, and the place after it.
    func inline(at place: Int) -> (target: String, end: Int)? {
        guard byte(place) == UInt8(ascii: "(") else { return nil }
        var place = skipSpace(place + 1)
        if byte(place) == UInt8(ascii: ")") { return ("", place + 1) }
        guard let target = destination(at: place) else { return nil }
        place = skipSpace(target.end)
        if place > target.end, let end = title(at: place) { place = skipSpace(end) }
        guard byte(place) == UInt8(ascii: ")") else { return nil }
        return (target.text, place + 1)
    }

    /// `[label]: target "title"` at `place`, up to the end of its line.
    func definition(at place: Int) -> (label: String, target: String, end: Int)? {
        guard let label = label(at: place), byte(label.end) == UInt8(ascii: ":") else { return nil }
        let start = skipSpace(label.end + 1)
        guard let target = destination(at: start), start < bytes.count, !label.text.hasPrefix("^") else { return nil }
        let plain = skipBlanks(target.end)
        let spaced = skipSpace(target.end)
        if spaced > target.end, let end = title(at: spaced), isLineEnd(skipBlanks(end)) {
            return (label.text, target.text, min(bytes.count, skipBlanks(end) + 1))
        }
        guard isLineEnd(plain) else { return nil }
        return (label.text, target.text, min(bytes.count, plain + 1))
    }

    /// `[label]` at `place`, with its text as labels are compared.
    func label(at place: Int) -> (text: String, end: Int)? {
        guard byte(place) == UInt8(ascii: "[") else { return nil }
        var end = place + 1
        while let next = byte(end), next != UInt8(ascii: "]") {
            if next == UInt8(ascii: "[") || end - place > 1_000 { return nil }
            end += next == UInt8(ascii: "\\") ? 2 : 1
        }
        guard byte(end) == UInt8(ascii: "]") else { return nil }
        let text = Self.normalized(bytes[(place + 1)..<end])
        return text.isEmpty ? nil : (text, end + 1)
    }

    /// Without regard to case and to how much white space stands between words.
    static func normalized(_ label: ArraySlice<UInt8>) -> String {
        String(decoding: label, as: UTF8.self).lowercased().split { " \t\n".contains($0) }.joined(separator: " ")
    }

    /// `<target>` or a target without spaces and with balanced parentheses.
    private func destination(at start: Int) -> (text: String, end: Int)? {
        var place = start
        if byte(place) == UInt8(ascii: "<") {
            while let next = byte(place), next != UInt8(ascii: ">") {
                if next == 0x0a || next == UInt8(ascii: "<") && place > start { return nil }
                place += next == UInt8(ascii: "\\") ? 2 : 1
            }
            guard byte(place) == UInt8(ascii: ">") else { return nil }
            return (Self.unescaped(bytes[(start + 1)..<place]), place + 1)
        }
        var depth = 0
        while let next = byte(place), next > 0x20, next != 0x7f {
            if next == UInt8(ascii: "(") { depth += 1 }
            // As many as other readers take, so that the time stays in proportion.
            if depth > 32 { return nil }
            if next == UInt8(ascii: ")") {
                if depth == 0 { break }
                depth -= 1
            }
            place += next == UInt8(ascii: "\\") && byte(place + 1).map(Self.isPunctuation) == true ? 2 : 1
        }
        guard depth == 0, place > start else { return nil }
        return (Self.unescaped(bytes[start..<min(place, bytes.count)]), min(place, bytes.count))
    }

    private func title(at start: Int) -> Int? {
        guard let open = byte(start), "\"'(".utf8.contains(open) else { return nil }
        let close = open == UInt8(ascii: "(") ? UInt8(ascii: ")") : open
        var place = start + 1
        while let next = byte(place), next != close, place - start < 4_096 {
            place += next == UInt8(ascii: "\\") ? 2 : 1
        }
        return byte(place) == close ? place + 1 : nil
    }

    private func byte(_ place: Int) -> UInt8? { place >= 0 && place < bytes.count ? bytes[place] : nil }

    private func isLineEnd(_ place: Int) -> Bool { place >= bytes.count || bytes[place] == 0x0a }

    private func skipBlanks(_ place: Int) -> Int {
        var place = place
        while let next = byte(place), next == 0x20 || next == 0x09 { place += 1 }
        return place
    }

    private func skipSpace(_ place: Int) -> Int {
        var place = place
        while let next = byte(place), next == 0x20 || next == 0x09 || next == 0x0a { place += 1 }
        return place
    }

    /// With backslash escapes and character references taken for what they stand for.
    static func unescaped(_ text: ArraySlice<UInt8>) -> String {
        var output: [UInt8] = []
        var place = text.startIndex
        while place < text.endIndex {
            if text[place] == UInt8(ascii: "\\"), place + 1 < text.endIndex, isPunctuation(text[place + 1]) {
                place += 1
            }
            output.append(text[place])
            place += 1
        }
        return CharacterReferences.decoded(String(decoding: output, as: UTF8.self))
    }

    /// ASCII punctuation, which a backslash can hide.
    static func isPunctuation(_ byte: UInt8) -> Bool {
        (0x21...0x7e).contains(byte) && !LogBytes.isWord(byte)
    }
}
