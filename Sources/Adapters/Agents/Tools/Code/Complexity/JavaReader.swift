/// Finds the methods of Java, those of classes inside methods included.
struct JavaReader {
    private enum Brace { case type, method, block }

    private let tokens: [SourceToken]
    private let brackets: Brackets
    /// Braces that open the body of a class, be it named or not.
    private let types: Set<Int>
    private var braces: [Brace] = []
    /// Where the body of the method that has begun opens.
    private var body = -1

    init(_ tokens: [SourceToken]) {
        self.tokens = tokens
        brackets = Brackets(tokens)
        types = Self.types(tokens, brackets)
    }

    private static func types(_ tokens: [SourceToken], _ brackets: Brackets) -> Set<Int> {
        var types: Set<Int> = []
        for (place, token) in tokens.enumerated() {
            if ["class", "enum", "interface", "record"].contains(token.text), brackets.text(place - 1) != "." {
                guard place + 1 < tokens.count, tokens[place + 1].isWord else { continue }
                if let open = tokens[place...].firstIndex(where: {
                    ["{", ";", ")"].contains($0.text) || $0.text == "="
                }) {
                    let isRecord = token.text == "record" && tokens[open].text == ")"
                    let brace = isRecord ? tokens[open...].firstIndex { $0.text == "{" || $0.text == ";" } : open
                    if let brace, tokens[brace].text == "{" { types.insert(brace) }
                }
            } else if token.text == "new" {
                var next = place + 1
                while next < tokens.count, tokens[next].isWord || tokens[next].text == "." { next += 1 }
                next = brackets.afterTypeArguments(next)
                guard brackets.text(next) == "(" else { continue }
                let brace = brackets.end(of: next) + 1
                if brackets.text(brace) == "{" { types.insert(brace) }
            }
        }
        return types
    }

    consuming func read(_ meter: inout FunctionMeter) {
        for (place, token) in tokens.enumerated() {
            meter.count(token)
            switch token.text {
            case "{": braces.append(kind(place))
            case "}": if braces.popLast() == .method { meter.end() }
            default:
                guard body < place, isInType, let head = method(place) else { continue }
                meter.begin(token.text, line: token.line)
                for part in parameters((place + 2)..<head.close) { meter.current.addParameter(part) }
                body = head.body
            }
        }
    }

    private var isInType: Bool { braces.last == .type || braces.isEmpty }

    private func kind(_ place: Int) -> Brace {
        if place == body { return .method }
        if types.contains(place) { return .type }
        return .block
    }

    private static let words: Set<String> = [
        "if", "else", "for", "while", "do", "switch", "catch", "try", "finally", "synchronized", "return", "throw",
        "assert", "break", "continue", "instanceof", "new", "super", "this",
    ]

    /// The parentheses that close the parameters of a method named here, and where its body opens; nil if there is none.
    private func method(_ place: Int) -> (close: Int, body: Int)? {
        guard tokens[place].isWord, !Self.words.contains(tokens[place].text), brackets.text(place + 1) == "(",
            ![".", "new", "@"].contains(brackets.text(place - 1))
        else { return nil }
        let close = brackets.end(of: place + 1)
        var next = close + 1
        if brackets.text(next) == "throws" {
            while next < tokens.count, !["{", ";"].contains(tokens[next].text) { next += 1 }
        }
        return brackets.text(next) == "{" ? (close, next) : nil
    }

    /// The tokens of the parameters, without those in brackets and type arguments.
    private func parameters(_ range: Range<Int>) -> [String] {
        var depth = 0
        return range.compactMap { place in
            let text = tokens[place].text
            if text == "(" || text == "<" { depth += 1 }
            defer { if text == ")" || text == ">" { depth -= 1 } }
            return depth == 0 && !["(", ")", "<", ">"].contains(text) ? text : nil
        }
    }
}
