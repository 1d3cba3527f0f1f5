/// Finds the functions of Swift and of Go: a keyword, a name, parameters in parentheses, a body in braces.
struct BraceReader {
    private enum State: Equatable {
        case code
        /// After the keyword: the name, or what a method of Go belongs to.
        case name(String)
        case receiver(Int)
        case typeArguments(open: String, close: String, depth: Int)
        case parameters(Int)
        /// Between the parameters and the body.
        case result
        /// Inside braces that hold no function: a protocol, or a struct of Go.
        case passive(Int)
        /// The next token is a name that is declared, whatever it says.
        case declaration
        /// Go: after `type`, and after its name.
        case typeName, typeKind
    }

    private let isGo: Bool
    private let tokens: [SourceToken]
    private var state = State.code
    /// For each brace that is open, whether a function ends with it.
    private var braces: [Bool] = []
    private var previous = ""
    /// Whether the function was found by looking ahead, so that its parameters end there.
    private var anonymous = 0

    init(isGo: Bool, _ tokens: [SourceToken]) {
        self.isGo = isGo
        self.tokens = isGo ? tokens : Self.renamed(tokens)
    }

    /// A label is no keyword: "for:" behind "(" or "," is not a loop, "init:" no initialiser.
    private static func renamed(_ tokens: [SourceToken]) -> [SourceToken] {
        let labels: Set<String> = ["if", "for", "while", "catch", "guard", "case", "init", "subscript", "deinit"]
        var tokens = tokens
        for place in tokens.indices.dropFirst().dropLast() where labels.contains(tokens[place].text) {
            guard ["(", ","].contains(tokens[place - 1].text), tokens[place + 1].text == ":" else { continue }
            tokens[place].text = "_" + tokens[place].text
        }
        return tokens
    }

    consuming func read(_ meter: inout FunctionMeter) {
        var place = 0
        while place < tokens.count {
            let token = tokens[place]
            meter.count(token)
            // A brace is never a name: the comma before it stood between two arguments.
            if state == .declaration, token.startsLine || token.text == "{" || token.text == "}" { state = .code }
            if state == .code, let head = isGo ? goLiteral(place) : accessor(place) {
                begin(head, from: place, &meter)
                place = head.end
            } else {
                read(token, &meter)
            }
            previous = token.text
            place += 1
        }
    }

    /// What looking ahead found: a function without a keyword, or a type that only looks like one.
    private struct Head {
        /// nil if no function begins here.
        var name: String?
        /// The last token before the body, or of the type.
        var end: Int
        var parameters: Range<Int> = 0..<0
    }

    private mutating func begin(_ head: Head, from place: Int, _ meter: inout FunctionMeter) {
        if let name = head.name { meter.begin(name, line: tokens[place].line) }
        for next in (place + 1)..<max(head.end + 1, place + 1) {
            meter.count(tokens[next])
            if head.parameters.contains(next), !["(", ")"].contains(tokens[next].text) {
                meter.current.addParameter(tokens[next].text)
            }
        }
        if head.name != nil { state = .result }
    }

    private mutating func read(_ token: SourceToken, _ meter: inout FunctionMeter) {
        switch state {
        case .code: readCode(token, &meter)
        case .name(let name): readName(token, after: name, &meter)
        case .receiver(let depth): step(token, "(", ")", depth) { $0 == 0 ? .name("") : .receiver($0) }
        case .typeArguments(let open, let close, let depth):
            step(token, open, close, depth) {
                $0 == 0 ? .name(" ") : .typeArguments(open: open, close: close, depth: $0)
            }
        case .parameters(let depth):
            if !["(", ")"].contains(token.text) { meter.current.addParameter(token.text) }
            step(token, "(", ")", depth) { $0 == 0 ? .result : .parameters($0) }
        case .result:
            if token.text == "{", previous != "interface" { enter(isFunction: true) }
        case .passive(let depth): step(token, "{", "}", depth) { $0 == 0 && token.text == "}" ? .code : .passive($0) }
        case .declaration: state = .code
        case .typeName: state = .typeKind
        case .typeKind: state = ["struct", "interface"].contains(token.text) ? .passive(0) : .code
        }
    }

    /// Counts brackets, and goes on with the state for the new depth.
    private mutating func step(
        _ token: SourceToken, _ open: String, _ close: String, _ depth: Int, _ next: (Int) -> State
    ) {
        let depth = depth + (token.text == open ? 1 : token.text == close ? -1 : 0)
        state = next(depth)
    }

    private mutating func enter(isFunction: Bool) {
        braces.append(isFunction)
        state = .code
    }

    private mutating func readCode(_ token: SourceToken, _ meter: inout FunctionMeter) {
        switch token.text {
        case "func":
            meter.begin("", line: token.line)
            state = .name("")
        case "{": enter(isFunction: false)
        case "}": if braces.popLast() == true { meter.end() }
        case "type" where isGo && previous != "(": state = .typeName
        case "protocol" where !isGo: state = .passive(0)
        case "let" where !isGo, "var" where !isGo, "case" where !isGo, "," where !isGo: state = .declaration
        case "init" where isDeclared, "init?" where isDeclared, "init!" where isDeclared, "subscript" where isDeclared:
            meter.begin(token.text == "subscript" ? "subscript" : "init", line: token.line)
            state = .name("init")
        default: break
        }
    }

    private var isDeclared: Bool { !isGo && previous != "." }

    private mutating func readName(_ token: SourceToken, after name: String, _ meter: inout FunctionMeter) {
        if name.isEmpty {
            if token.text == "(" {
                state = isGo && meter.open.count == 2 ? .receiver(1) : .parameters(1)
            } else if token.text == "{" {
                state = .result
            } else {
                meter.current.name += token.text
                state = .name(token.text)
            }
        } else if token.text == "(" {
            state = .parameters(1)
        } else if token.text == "<" || token.text == "[" {
            state = .typeArguments(open: token.text, close: token.text == "<" ? ">" : "]", depth: 1)
        } else {
            state = .code
        }
    }

    /// Swift: `get`, `set(value)`, `didSet` and their like with their body, as far as the brace.
    private func accessor(_ place: Int) -> Head? {
        let name = tokens[place].text
        guard ["get", "set", "willSet", "didSet", "deinit"].contains(name), previous != "." else { return nil }
        var next = place + 1
        if ["set", "willSet", "didSet"].contains(name), text(next) == "(", text(next + 2) == ")" { next += 3 }
        while name == "get", ["async", "throws"].contains(text(next)) {
            next += 1
            guard text(next) == "(" else { continue }
            while next < tokens.count, !["{", "}", ")"].contains(text(next)) { next += 1 }
            next += 1
        }
        guard text(next) == "{", !tokens[(place + 1)...next].contains(where: \.startsLine) else { return nil }
        return Head(name: name, end: next - 1)
    }

    private func text(_ place: Int) -> String { place < tokens.count ? tokens[place].text : "" }

    /// Go: a function without a name, or the type of one.
    private func goLiteral(_ place: Int) -> Head? {
        guard tokens[place].text == "func", text(place + 1) == "(" else { return nil }
        let types = GoTypes(tokens)
        let close = types.endOfBrackets(place + 1)
        guard close < tokens.count else { return nil }
        let end = types.endOfType(close + 1, line: tokens[close].line)
        let next = end < tokens.count && tokens[end].line == tokens[end - 1].lastLine ? text(end) : ""
        // Parentheses after a word are its parameters: the first were what the method belongs to.
        if next == "(" { return nil }
        let isType = next != "{" || ["]", "chan", "*"].contains(previous)
        return Head(name: isType ? nil : name(before: place), end: end - 1, parameters: (place + 2)..<close)
    }

    /// "f" of `var f = func`.
    private func name(before place: Int) -> String {
        place > 2 && previous == "=" && text(place - 3) == "var" ? text(place - 2) : "anonymous"
    }
}

/// Finds the ends of types of Go by their tokens.
struct GoTypes {
    let tokens: [SourceToken]

    init(_ tokens: [SourceToken]) { self.tokens = tokens }

    private func text(_ place: Int) -> String { place < tokens.count ? tokens[place].text : "" }

    /// The bracket that closes the one at `start`.
    func endOfBrackets(_ start: Int) -> Int {
        var depth = 0
        for place in start..<tokens.count {
            if ["(", "[", "{"].contains(tokens[place].text) { depth += 1 }
            if [")", "]", "}"].contains(tokens[place].text) {
                depth -= 1
                if depth == 0 { return place }
            }
        }
        return tokens.count
    }

    /// The first token after the type that begins at `start`, on the line it must begin on; `start` if none does.
    func endOfType(_ start: Int, line: Int) -> Int {
        guard start < tokens.count, tokens[start].line == line else { return start }
        switch tokens[start].text {
        case "*", "**", "<", "chan", "-": return endOfType(start + 1, line: line)
        case "(": return endOfBrackets(start) + 1
        case "[": return endOfType(endOfBrackets(start) + 1, line: line)
        case "map": return endOfType(endOfBrackets(start + 1) + 1, line: line)
        case "struct", "interface": return endOfBrackets(start + 1) + 1
        case "func":
            let close = endOfBrackets(start + 1)
            return endOfType(close + 1, line: line)
        default:
            guard tokens[start].isWord else { return start }
            var end = start + 1
            if text(end) == "." { end += 2 }
            if text(end) == "[" { end = endOfBrackets(end) + 1 }
            return end
        }
    }
}
