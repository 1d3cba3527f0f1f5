import JSON

/// Lines of a file or of many.
struct LineCount: Sendable, Equatable {
    var blank = 0
    var comment = 0
    var code = 0

    static func + (left: LineCount, right: LineCount) -> LineCount {
        LineCount(
            blank: left.blank + right.blank, comment: left.comment + right.comment, code: left.code + right.code)
    }

    var members: JSONObject {
        ["blank": .integer(blank), "comment": .integer(comment), "code": .integer(code)]
    }

    init(blank: Int = 0, comment: Int = 0, code: Int = 0) {
        (self.blank, self.comment, self.code) = (blank, comment, code)
    }

    /// Counts the lines of a text in a language.
    ///
    /// Every line that is neither blank nor code is a comment.
    init(_ bytes: [UInt8], in language: Language) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        let filled = Self.withoutBlanks(lines, continues: language.continues)
        var rest = filled
        for filter in language.filters where !rest.isEmpty {
            rest = Self.withoutBlanks(filter.apply(to: rest), continues: language.continues)
        }
        if let first = filled.first, Self.isCall(first), !language.interpreters.isEmpty, rest.first != first {
            rest.insert(first, at: 0)
        }
        blank = lines.count - filled.count
        code = rest.count
        comment = filled.count - rest.count
    }

    /// Without lines of white space; where lines continue, one after a backslash is kept.
    private static func withoutBlanks(_ lines: [Line], continues: Bool) -> [Line] {
        lines.enumerated().filter { place, line in
            guard line.isBlank else { return true }
            return continues && place > 0 && lines[place - 1].last == 0x5C
        }.map(\.element)
    }

    /// "#!", which names the program that runs the file: it counts as code.
    private static func isCall(_ line: Line) -> Bool { line.starts(with: [0x23, 0x21]) }
}
