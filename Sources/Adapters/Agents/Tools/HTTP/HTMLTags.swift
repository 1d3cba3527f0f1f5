/// Finds the start tags of a page, well enough for reading scripts and meta elements.
///
/// Comments and the text of scripts and styles are passed over (HTML Standard section 13.2.5); every step moves
/// forward, so the time is linear in the length.
struct HTMLTags {
    struct Tag: Equatable {
        let name: String
        /// By lower-case name; of repeated attributes the first counts.
        let attributes: [String: String]
    }

    private let text: [UInt8]
    private var place = 0
    /// Where the last tag begins.
    private var start = 0

    /// Every start tag in order, at most `limit` of them.
    static func read(_ html: [UInt8], limit: Int = 20_000) -> [Tag] {
        var reader = HTMLTags(text: html)
        var tags: [Tag] = []
        while tags.count < limit, let tag = reader.next() { tags.append(tag) }
        return tags
    }

    /// The same with the place of each: the offset of its "<".
    static func placed(_ html: [UInt8], limit: Int) -> [(offset: Int, tag: Tag)] {
        var reader = HTMLTags(text: html)
        var tags: [(offset: Int, tag: Tag)] = []
        while tags.count < limit, let tag = reader.next() { tags.append((reader.start, tag)) }
        return tags
    }

    private init(text: [UInt8]) { self.text = text }

    private mutating func next() -> Tag? {
        while let start = text[place...].firstIndex(of: UInt8(ascii: "<")) {
            place = start + 1
            if starts("!--") {
                skip(past: "-->")
            } else if place < text.count, Self.isLetter(text[place]) {
                self.start = start
                let name = word { !Self.isSpace($0) && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
                let tag = Tag(name: name, attributes: attributes())
                if ["script", "style", "textarea", "title"].contains(name) { skip(past: "</\(name)") }
                return tag
            }
        }
        return nil
    }

    private mutating func attributes() -> [String: String] {
        var found: [String: String] = [:]
        while place < text.count {
            while place < text.count, Self.isSpace(text[place]) || text[place] == UInt8(ascii: "/") { place += 1 }
            guard place < text.count, text[place] != UInt8(ascii: ">") else { break }
            // A name may begin with "=", so that every turn takes at least one byte.
            let first = String(decoding: text[place..<place + 1], as: UTF8.self).lowercased()
            place += 1
            let name = first + word { !Self.isSpace($0) && !"=>/".utf8.contains($0) }
            let value = value()
            if found[name] == nil { found[name] = value }
        }
        place = min(place + 1, text.count)
        return found
    }

    /// What follows "=", unquoted; empty for an attribute without a value.
    private mutating func value() -> String {
        let before = place
        while place < text.count, Self.isSpace(text[place]) { place += 1 }
        guard place < text.count, text[place] == UInt8(ascii: "=") else {
            place = before
            return ""
        }
        place += 1
        while place < text.count, Self.isSpace(text[place]) { place += 1 }
        guard place < text.count, "\"'".utf8.contains(text[place]) else {
            return take { !Self.isSpace($0) && $0 != UInt8(ascii: ">") }
        }
        let quote = text[place]
        place += 1
        defer { place = min(place + 1, text.count) }
        return take { $0 != quote }
    }

    private mutating func word(while condition: (UInt8) -> Bool) -> String { take(while: condition).lowercased() }

    private mutating func take(while condition: (UInt8) -> Bool) -> String {
        let start = place
        while place < text.count, condition(text[place]) { place += 1 }
        return String(decoding: text[start..<place], as: UTF8.self)
    }

    private func starts(_ mark: String) -> Bool {
        text[place...].prefix(mark.utf8.count).elementsEqual(mark.utf8) { $0 | 0x20 == $1 | 0x20 }
    }

    private mutating func skip(past mark: String) {
        while place < text.count, !starts(mark) { place += 1 }
        place = min(place + mark.utf8.count, text.count)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) }
}
