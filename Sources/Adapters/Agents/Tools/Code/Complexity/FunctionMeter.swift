/// A function with its measures.
struct MeasuredFunction: Sendable, Equatable {
    var name: String
    /// The line of its name, and the last one of its body, from 1.
    var line: Int
    var lastLine: Int
    /// Lines that hold code, without blank lines and comments, and without those of functions inside it.
    var nloc = 1
    /// Ways through it: one, and one more for each condition (cyclomatic complexity).
    var complexity = 1
    /// Between two commas stand the tokens of one parameter, a blank between them.
    var parts: [String] = []

    init(name: String, line: Int) {
        self.name = name
        self.line = line
        lastLine = line
    }

    /// Parts that end in a word, or hold a word before ":" or "=": what is left of a type cut at its comma is none.
    var parameters: Int { parts.count(where: Self.isParameter) }

    private static func isParameter(_ part: String) -> Bool {
        if part.unicodeScalars.last.map(SourceLexer.isWord) ?? false { return true }
        return [" :", " ="].contains { sign in
            part.ranges(of: sign).contains { range in
                part[..<range.lowerBound].unicodeScalars.last.map(SourceLexer.isWord) ?? false
            }
        }
    }

    mutating func addParameter(_ token: String) {
        if parts.isEmpty {
            parts.append(token)
        } else if token == "," {
            parts.append("")
        } else {
            parts[parts.count - 1] += " " + token
        }
    }
}

/// Sums up what belongs to the function that is being read.
struct FunctionMeter {
    let conditions: Set<String>
    private(set) var functions: [MeasuredFunction] = []
    /// What lies outside of functions, then the functions that are open, the innermost last.
    private(set) var open = [MeasuredFunction(name: "", line: 0)]

    init(conditions: Set<String>) { self.conditions = conditions }

    var isInFunction: Bool { open.count > 1 }

    var current: MeasuredFunction {
        get { open[open.count - 1] }
        set { open[open.count - 1] = newValue }
    }

    /// Counts a token for the function that is open now: before the token is looked at, so that the first line of a
    /// function inside belongs to both.
    mutating func count(_ token: SourceToken) {
        current.complexity += token.conditions
        current.nloc += token.inner + (token.startsLine ? 1 : 0)
        current.lastLine = token.lastLine
        if conditions.contains(token.text), !(token.isMarked && token.text == "?") { current.complexity += 1 }
    }

    mutating func begin(_ name: String, line: Int) { open.append(MeasuredFunction(name: name, line: line)) }

    mutating func end() {
        guard open.count > 1 else { return }
        functions.append(open.removeLast())
    }

    /// Gives up the innermost function: it proved to be none, and its lines are nobody's.
    mutating func drop() {
        guard open.count > 1 else { return }
        open.removeLast()
    }
}
