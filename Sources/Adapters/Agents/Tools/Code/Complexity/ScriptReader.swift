/// Finds the functions of JavaScript and TypeScript: with the keyword, as methods and as arrows.
struct ScriptReader {
    private let tokens: [SourceToken]
    private let brackets: Brackets
    /// The functions that are open, with the last token of each.
    private var ends: [Int] = []

    init(_ tokens: [SourceToken]) {
        self.tokens = tokens
        brackets = Brackets(tokens)
    }

    private struct Head {
        var name: String
        /// The tokens between the parentheses.
        var parameters: Range<Int>
        var end: Int
    }

    consuming func read(_ meter: inout FunctionMeter) {
        var place = 0
        while place < tokens.count {
            let token = tokens[place]
            if let end = declaration(place) {
                for next in place...min(end, tokens.count - 1) { meter.count(tokens[next]) }
                place = end + 1
                close(before: place, &meter)
                continue
            }
            meter.count(token)
            if let head = function(place) { begin(head, line: token.line, &meter) }
            place += 1
            close(before: place, &meter)
        }
        while meter.isInFunction { meter.end() }
    }

    private mutating func begin(_ head: Head, line: Int, _ meter: inout FunctionMeter) {
        meter.begin(head.name, line: line)
        let binding = ScriptBinding(tokens[head.parameters])
        meter.current.parts = binding.parameters
        meter.current.complexity += binding.defaults
        ends.append(head.end)
    }

    private mutating func close(before place: Int, _ meter: inout FunctionMeter) {
        while let end = ends.last, end < place {
            ends.removeLast()
            meter.end()
        }
    }

    private static let statements: Set<String> = [
        "if", "for", "while", "switch", "catch", "with", "function", "return",
    ]

    /// The function whose parentheses open here, or whose one parameter this is.
    private func function(_ place: Int) -> Head? {
        if tokens[place].isWord, brackets.text(place + 1) == "=>" {
            return arrow(place, name: name(before: place), parameters: place..<(place + 1), at: place + 1)
        }
        guard tokens[place].text == "(" else { return nil }
        let close = brackets.end(of: place)
        guard close < tokens.count else { return nil }
        let next = afterType(close + 1)
        if brackets.text(next) == "=>" {
            return arrow(place, name: name(before: place), parameters: (place + 1)..<close, at: next)
        }
        guard brackets.text(next) == "{", let name = methodName(before: place) else { return nil }
        return Head(name: name, parameters: (place + 1)..<close, end: brackets.end(of: next))
    }

    private func arrow(_ place: Int, name: String, parameters: Range<Int>, at arrow: Int) -> Head {
        let start = arrow + 1
        if brackets.text(start) == "{" {
            return Head(name: name, parameters: parameters, end: brackets.end(of: start))
        }
        return Head(name: name, parameters: parameters, end: endOfExpression(start))
    }

    /// The last token of an expression: it ends before a closing bracket, a comma, a semicolon or a line of its own.
    private func endOfExpression(_ start: Int) -> Int {
        var place = start
        while place < tokens.count {
            let text = tokens[place].text
            if [")", "]", "}", ",", ";"].contains(text) { return place - 1 }
            let end = brackets.end(of: place)
            let last = ["(", "[", "{", "${"].contains(text) && end < tokens.count ? end : place
            if last + 1 < tokens.count, tokens[last + 1].startsLine,
                ![".", "?", ":", "&&", "||", "??", "+", "?."].contains(tokens[last + 1].text),
                last > start || text != "("
            {
                return last
            }
            place = last + 1
        }
        return tokens.count - 1
    }

    /// The first token after a type that is told behind parentheses, `place` if none is.
    private func afterType(_ place: Int) -> Int {
        guard brackets.text(place) == ":" else { return place }
        var next = place + 1
        while next < min(place + 200, tokens.count) {
            let text = brackets.text(next)
            if text == "=>" || text == ";" || text == "=" || text == ")" || text == "," { break }
            if text == "{" {
                // An object type stands first, or behind a sign; a body stands behind a type.
                let before = brackets.text(next - 1)
                guard [":", "|", "&", "is"].contains(before) else { break }
            }
            next =
                ["{", "(", "["].contains(text)
                ? brackets.end(of: next) + 1 : max(brackets.afterTypeArguments(next), next + 1)
        }
        return next
    }

    /// "f" of `f = (`, `f: (` and `f = async (`.
    private func name(before place: Int) -> String {
        var before = brackets.text(place - 1) == "async" ? place - 2 : place - 1
        guard ["=", ":"].contains(brackets.text(before)) else { return "(anonymous)" }
        before -= 1
        return before >= 0 && tokens[before].isWord ? tokens[before].text : "(anonymous)"
    }

    /// The name of a function or method whose parentheses open here, nil if it is a call or a statement.
    private func methodName(before place: Int) -> String? {
        var before = place - 1
        if brackets.text(before) == ">" { before = startOfTypeArguments(before) - 1 }
        let text = brackets.text(before)
        if text == "function" || text == "*" && brackets.text(before - 1) == "function" { return name(before: before) }
        guard before >= 0, tokens[before].isWord || ["]", "\"", "'", "#"].contains(text.prefix(1)) else { return nil }
        guard !Self.statements.contains(text), ![".", "new", "?."].contains(brackets.text(before - 1)) else {
            return nil
        }
        return text
    }

    private func startOfTypeArguments(_ end: Int) -> Int {
        var depth = 0
        for place in stride(from: end, through: max(0, end - 200), by: -1) {
            if tokens[place].text == ">" { depth += 1 }
            if tokens[place].text == "<" { depth -= 1 }
            if depth == 0 { return place }
        }
        return end
    }

    /// The end of a declaration of types, which holds no function: `interface` and `type`.
    private func declaration(_ place: Int) -> Int? {
        let text = tokens[place].text
        guard place + 1 < tokens.count, tokens[place + 1].isWord, ["interface", "type"].contains(text),
            brackets.text(place - 1) != "."
        else { return nil }
        if text == "interface" {
            guard let open = tokens[place...].firstIndex(where: { $0.text == "{" }) else { return nil }
            return brackets.end(of: open)
        }
        let next = brackets.afterTypeArguments(place + 2)
        guard brackets.text(next) == "=" else { return nil }
        return endOfExpression(next + 1)
    }
}

/// The parameters between parentheses: how many there are, and how many have a default somewhere in them.
struct ScriptBinding {
    private(set) var parameters: [String] = []
    private(set) var defaults = 0

    init(_ tokens: ArraySlice<SourceToken>) {
        var closes: [String] = []
        /// For each level of patterns, whether a default is being read.
        var initialising = [false]
        var generics = 0
        for token in tokens {
            let text = token.text
            let inDefault = initialising.contains(true)
            if ["(", "[", "{"].contains(text) {
                closes.append(text)
                initialising.append(text == "(" || inDefault ? inDefault : false)
            } else if [")", "]", "}"].contains(text), !closes.isEmpty {
                closes.removeLast()
                initialising.removeLast()
            } else if text == "," {
                initialising[initialising.count - 1] = false
                if closes.isEmpty, generics == 0 { parameters.append("") }
            } else if text == "=", !inDefault {
                defaults += 1
                initialising[initialising.count - 1] = true
            } else if text == "<" || text == ">" {
                generics = max(0, generics + (text == "<" ? 1 : -1))
            } else if token.isWord || text.hasPrefix("$"), !initialising.contains(true) {
                if parameters.isEmpty { parameters.append("") }
                parameters[parameters.count - 1] = "x"
            }
        }
    }
}
