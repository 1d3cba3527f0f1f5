/// One way to take comments out of lines; what remains is code.
///
/// These are the rules of cloc: strings are not looked at, so that a comment sign in a string counts as one.
enum LineFilter: Sendable, Equatable {
    /// Lines whose first characters, after white space, are these.
    case start(String)
    /// Lines that hold this text anywhere.
    case holding(String)
    /// "/* ... */".
    case blockComments
    /// "/* ... */" and "// ...".
    case slashComments
    /// Strings in three quotes, which become block comments.
    case docstrings
    /// Strings that end in a comment sign, such as "path/*", lose it.
    case globsInStrings
    /// "<!-- ... -->", with all of a line on which one begins and does not end.
    case markupComments
    /// "<!-- ... -->".
    case markdownComments
    /// All lines from one that starts with a word to one that starts with another.
    case between(start: String, end: String)

    func apply(to lines: [Line]) -> [Line] {
        switch self {
        case .start(let start):
            let start = Array(start.utf8)
            return lines.filter { !$0.drop { $0.isSpace }.starts(with: start) }
        case .holding(let text):
            let text = Array(text.utf8)
            return lines.filter { $0.firstRange(of: text) == nil }
        case .blockComments: return CommentStripper(slashes: false).strip(lines)
        case .slashComments: return CommentStripper(slashes: true).strip(lines)
        case .docstrings: return Docstrings.marked(lines)
        case .globsInStrings: return lines.map(GlobStrings.opened)
        case .markupComments: return MarkupComments(keepsCode: false).strip(lines)
        case .markdownComments: return MarkupComments(keepsCode: true).strip(lines)
        case .between(let start, let end): return Self.outside(Array(start.utf8), Array(end.utf8), lines)
        }
    }

    private static func outside(_ start: [UInt8], _ end: [UInt8], _ lines: [Line]) -> [Line] {
        var isInside = false
        return lines.filter { line in
            if line.starts(with: start) { isInside = true }
            defer { if line.starts(with: end) { isInside = false } }
            return !isInside
        }
    }
}

/// The bytes of a line without its end.
typealias Line = ArraySlice<UInt8>

extension UInt8 {
    /// White space of ASCII.
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

extension Line {
    var isBlank: Bool { allSatisfy(\.isSpace) }
}
