/// Cuts a source text into tokens; comments and white space are left out.
struct SourceLexer {
    let text: [UInt8]
    let language: Grammar.Reader
    var place = 0
    var line = 1
    private var startsLine = true
    private var indent = 0
    private var conditions = 0
    private var found: [SourceToken] = []

    init(_ text: [UInt8], language: Grammar.Reader) {
        self.text = Array(text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text[...])
        self.language = language
    }

    static func isWordStart(_ scalar: Unicode.Scalar) -> Bool { scalar == "_" || scalar.properties.isAlphabetic }
    static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    /// The byte `ahead` of here, 0 past the end.
    func byte(_ ahead: Int = 0) -> UInt8 { place + ahead < text.count ? text[place + ahead] : 0 }

    func has(_ word: StaticString, at start: Int? = nil) -> Bool {
        let start = start ?? place
        guard start + word.utf8CodeUnitCount <= text.count else { return false }
        return word.withUTF8Buffer { buffer in (0..<buffer.count).allSatisfy { text[start + $0] == buffer[$0] } }
    }

    mutating func tokens() -> [SourceToken] {
        while place < text.count {
            let here = byte()
            if here == 0x0A {
                endLine()
            } else if here.isSpace {
                indent += !startsLine ? 0 : here == 0x09 ? 8 : 1
                place += 1
            } else if !skipsComment() {
                readToken()
            }
        }
        return found
    }

    private mutating func endLine() {
        place += 1
        line += 1
        startsLine = true
        indent = 0
    }

    /// Adds the token from here to `end`.
    mutating func add(to end: Int, marked: Bool = false) {
        let end = min(max(end, place + 1), text.count)
        let bytes = text[place..<end]
        add(String(decoding: bytes, as: UTF8.self), inner: bytes.count { $0 == 0x0A }, marked: marked)
        place = end
    }

    mutating func add(_ token: String, inner: Int = 0, marked: Bool = false) {
        var new = SourceToken(text: token, line: line, inner: inner, startsLine: startsLine, indent: indent)
        new.conditions = conditions
        new.isMarked = marked
        found.append(new)
        line += inner
        startsLine = false
        conditions = 0
    }

    /// Leaves out what stands from here to `end`; a line end in it makes what follows a new line.
    mutating func skip(to end: Int) {
        for byte in text[place..<end] where byte == 0x0A {
            line += 1
            startsLine = true
            indent = 0
        }
        place = end
    }

    mutating func addCondition() { conditions += 1 }

    var last: SourceToken? { found.last }

    private mutating func skipsComment() -> Bool {
        if language == .python {
            guard byte() == 0x23 else { return false }
            skip(to: endOfLine(continued: false))
        } else if has("/*") {
            skip(to: endOfBlock())
        } else if has("//") {
            skip(to: endOfLine(continued: true))
        } else {
            return false
        }
        return true
    }

    /// Where the line ends; a backslash before the end joins the next one if `continued`.
    func endOfLine(continued: Bool) -> Int {
        var end = place
        while end < text.count, text[end] != 0x0A {
            end += continued && text[end] == 0x5C && end + 1 < text.count ? 2 : 1
        }
        return min(end, text.count)
    }

    /// Where the block comment ends; in Swift they may hold others.
    private func endOfBlock() -> Int {
        var depth = 0
        var end = place
        while end < text.count {
            if has("/*", at: end), depth == 0 || language == .swift {
                depth += 1
                end += 2
            } else if has("*/", at: end) {
                depth -= 1
                end += 2
                if depth == 0 { return end }
            } else {
                end += 1
            }
        }
        // A block comment that never ends is an operator elsewhere, and the rest of the file in Swift.
        return language == .swift ? text.count : place + 1
    }
}
