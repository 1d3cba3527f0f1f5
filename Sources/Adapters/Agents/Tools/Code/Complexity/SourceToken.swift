/// One token of a source text, as functions are measured by it.
struct SourceToken: Sendable, Equatable {
    var text: String
    /// The line it begins on, from 1.
    var line: Int
    /// Ends of lines inside it: of a string of several lines.
    var inner = 0
    /// Whether no token but comments stands before it on its line.
    var startsLine: Bool
    /// White space before it on its line.
    var indent = 0
    /// How many conditions the lexer saw in its place: a "#if" is none of the tokens.
    var conditions = 0
    /// Whether a "?" belongs to the value before, or a token of Python stands in a string.
    var isMarked = false

    /// The line it ends on.
    var lastLine: Int { line + inner }
    var isWord: Bool { text.unicodeScalars.first.map(SourceLexer.isWordStart) ?? false }
}
