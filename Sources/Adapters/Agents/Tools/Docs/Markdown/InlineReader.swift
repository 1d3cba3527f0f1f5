/// Finds the links in a text of Markdown (CommonMark section 6), and what of it people read.
struct InlineReader {
    private struct Bracket {
        let place: Int
        let isImage: Bool
        /// How much of `plain` there was before it.
        let plainCount: Int
        var isActive = true
    }

    private let bytes: [UInt8]
    private let syntax: LinkSyntax
    private let labels: [String: String]
    private var place = 0
    private var brackets: [Bracket] = []
    private(set) var links: [DocumentFacts.Link] = []
    private(set) var undefinedLabels: [DocumentFacts.Mark] = []
    private(set) var tags: [(offset: Int, tag: HTMLTags.Tag)] = []
    /// The text without marks, as far as anchors of headings need it.
    private(set) var plain: [UInt8] = []

    /// - Parameter labels: the targets of the definitions, by label
    init(_ bytes: [UInt8], labels: [String: String]) {
        self.bytes = bytes
        self.labels = labels
        syntax = LinkSyntax(bytes: bytes)
        while place < bytes.count { step() }
    }

    private mutating func step() {
        switch bytes[place] {
        case UInt8(ascii: "\\"): escape()
        case UInt8(ascii: "`"): codeSpan()
        case UInt8(ascii: "<"): angle()
        case UInt8(ascii: "!") where place + 1 < bytes.count && bytes[place + 1] == UInt8(ascii: "["):
            brackets.append(Bracket(place: place + 1, isImage: true, plainCount: plain.count))
            place += 2
        case UInt8(ascii: "["):
            brackets.append(Bracket(place: place, isImage: false, plainCount: plain.count))
            place += 1
        case UInt8(ascii: "]"): closeBracket()
        case UInt8(ascii: "_") where isEmphasis: place += 1
        case UInt8(ascii: "h"), UInt8(ascii: "w"): bareLink()
        default: take(1)
        }
    }

    private mutating func take(_ count: Int) {
        plain += bytes[place..<min(place + count, bytes.count)]
        place += count
    }

    private mutating func escape() {
        let isEscape = place + 1 < bytes.count && LinkSyntax.isPunctuation(bytes[place + 1])
        if isEscape { place += 1 }
        take(1)
    }

    /// An underscore between two letters or digits is one; elsewhere it marks emphasis.
    private var isEmphasis: Bool {
        let isWord: (Int) -> Bool = { place in
            bytes.indices.contains(place)
                && (LogBytes.isWord(bytes[place]) || bytes[place] >= 0x80 || bytes[place] == 0x5f)
        }
        return !(isWord(place - 1) && isWord(place + 1))
    }

    private mutating func codeSpan() {
        let length = bytes[place...].prefix { $0 == UInt8(ascii: "`") }.count
        var end = place + length
        while end < bytes.count {
            let run = bytes[end...].prefix { $0 == UInt8(ascii: "`") }.count
            if run == length {
                plain += bytes[(place + length)..<end]
                place = end + length
                return
            }
            end += max(1, run)
        }
        take(length)
    }

    /// `<https://...>`, `<name@host>`, a tag or a comment.
    private mutating func angle() {
        if bytes[place...].starts(with: "<!--".utf8) { return comment() }
        guard let end = endOfAngle() else { return take(1) }
        let inside = bytes[(place + 1)..<end]
        let text = String(decoding: inside, as: UTF8.self)
        if let first = inside.first, LogBytes.isLetter(first), LinkTarget.hasScheme(text), !inside.contains(0x20) {
            links.append(.init(kind: .link, target: text, offset: place))
            plain += inside
        } else if inside.first.map({ LogBytes.isLetter($0) || $0 == UInt8(ascii: "/") }) == true {
            if !text.contains("@") || text.contains(" ") {
                for tag in HTMLTags.read(Array(bytes[place...end])) { tags.append((place, tag)) }
            }
        } else {
            return take(1)
        }
        place = end + 1
    }

    private mutating func comment() {
        var end = place + 4
        while end < bytes.count, !bytes[end...].starts(with: "-->".utf8) { end += 1 }
        place = min(bytes.count, end + 3)
    }

    /// The `>` that ends what begins here, outside of quotes.
    private func endOfAngle() -> Int? {
        var quote: UInt8?
        for index in (place + 1)..<max(place + 1, min(bytes.count, place + 8_192)) {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), bytes[index - 1] == UInt8(ascii: "=") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            } else if byte == UInt8(ascii: "<") {
                return nil
            }
        }
        return nil
    }

    private mutating func closeBracket() {
        guard let bracket = brackets.popLast() else { return take(1) }
        guard bracket.isActive, let (target, end) = target(of: bracket) else { return take(1) }
        links.append(.init(kind: bracket.isImage ? .image : .link, target: target, offset: bracket.place))
        if bracket.isImage {
            plain.removeLast(plain.count - bracket.plainCount)
        } else {
            // A link holds no other link.
            for index in brackets.indices.reversed() where !brackets[index].isImage {
                if !brackets[index].isActive { break }
                brackets[index].isActive = false
            }
        }
        place = end
    }

    private mutating func target(of bracket: Bracket) -> (String, Int)? {
        if let inline = syntax.inline(at: place + 1) { return inline }
        let text = LinkSyntax.normalized(bytes[(bracket.place + 1)..<place])
        guard !text.hasPrefix("^") else { return nil }
        let isCollapsed = bytes[(place + 1)...].starts(with: "[]".utf8)
        if !isCollapsed, let label = syntax.label(at: place + 1) {
            if let target = labels[label.text] { return (target, label.end) }
            return undefined(label.text, at: bracket.place)
        }
        if let target = labels[text] { return (target, isCollapsed ? place + 3 : place + 1) }
        return isCollapsed ? undefined(text, at: bracket.place) : nil
    }

    /// A label without letters is more likely an index: `a[0][1]`.
    private mutating func undefined(_ label: String, at place: Int) -> (String, Int)? {
        guard label.contains(where: \.isLetter), !label.hasPrefix("^") else { return nil }
        undefinedLabels.append(.init(text: label, offset: place))
        return nil
    }

    /// `https://...` or `www....` without any marks, as GitHub reads it.
    private mutating func bareLink() {
        let isStart = place == 0 || !LogBytes.isWord(bytes[place - 1])
        let rest = bytes[place...]
        let isLink = ["http://", "https://", "www."].contains { rest.starts(with: $0.utf8) }
        guard isStart, isLink, brackets.isEmpty else { return take(1) }
        var link = rest.prefix { $0 > 0x20 && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "`") }
        while let last = link.last,
            "?!.,:*_~'\"|;]".utf8.contains(last) || last == UInt8(ascii: ")") && Self.isOpen(link)
        {
            link = link.dropLast()
        }
        let text = String(decoding: link, as: UTF8.self)
        guard text.utf8.count > 8 else { return take(1) }
        links.append(.init(kind: .link, target: text.hasPrefix("www.") ? "http://\(text)" : text, offset: place))
        take(link.count)
    }

    /// Whether more parentheses are closed than opened.
    private static func isOpen(_ link: ArraySlice<UInt8>) -> Bool {
        link.count { $0 == UInt8(ascii: ")") } > link.count { $0 == UInt8(ascii: "(") }
    }
}
