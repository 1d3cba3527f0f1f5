/// Finds the functions of Python by their indentation.
struct PythonReader {
    private enum State: Equatable {
        case code, name, typeParameters(Int), parameters, typeArguments(Int), value(brackets: Int, lambdas: Int), colon
        case firstLine
    }

    private let tokens: [SourceToken]
    private var state = State.code
    /// The indentations that are open, and for each whether a function ends with it.
    private var levels: [(indent: Int, isFunction: Bool)] = [(0, false)]
    /// The function that begins with the next deeper indentation.
    private var isPending = false
    /// Whether the parameters of the innermost function are read.
    private var isComplete = true
    private var previous = ""

    init(_ tokens: [SourceToken]) { self.tokens = tokens }

    consuming func read(_ meter: inout FunctionMeter) {
        for (place, token) in tokens.enumerated() {
            if token.startsLine, isComplete { indent(token, &meter) }
            meter.count(token)
            if token.text == "case", token.startsLine, isCase(place) { meter.current.complexity += 1 }
            if isLongString(token.text), state != .firstLine, !Self.operators.contains(previous) {
                meter.current.nloc -= token.inner + 1
            }
            previous = token.text
            read(token, &meter)
        }
        endOfLine(0, &meter)
        while levels.count > 1 { leave(&meter) }
    }

    private static let operators: Set<String> = [
        "=", "+=", "-=", "*=", "/=", "%=", "//=", "**=", "&=", "|=", "^=", "<<=", ">>=", "(", "return", ",", "[", "+",
        "-", "*", "/", "//", "%",
    ]

    private func isLongString(_ text: String) -> Bool {
        text.count >= 6 && (text.hasPrefix("\"\"\"") || text.hasPrefix("'''"))
    }

    /// Ends a function whose body stood on the line of its name, when a line comes that is no deeper.
    private mutating func endOfLine(_ indent: Int, _ meter: inout FunctionMeter) {
        guard isPending, let last = levels.last, indent <= last.indent else { return }
        meter.end()
        isPending = false
    }

    private mutating func indent(_ token: SourceToken, _ meter: inout FunctionMeter) {
        endOfLine(token.indent, &meter)
        while let last = levels.last, last.indent > token.indent, !token.text.hasPrefix(")") { leave(&meter) }
        if let last = levels.last, last.indent < token.indent {
            levels.append((token.indent, isPending))
            isPending = false
        }
    }

    private mutating func leave(_ meter: inout FunctionMeter) {
        if levels.removeLast().isFunction { meter.end() }
    }

    /// Whether "case" begins a pattern: a colon ends it, and it is no name that is used.
    private func isCase(_ place: Int) -> Bool {
        let next = place + 1 < tokens.count ? tokens[place + 1].text : ""
        if ["=", ".", ":", ",", ":="].contains(next) || next.hasSuffix("=") { return false }
        guard next == "(" || next == "[" else { return true }
        var depth = 0
        for token in tokens[(place + 1)...] {
            if ["(", "[", "{"].contains(token.text) { depth += 1 }
            if [")", "]", "}"].contains(token.text) { depth -= 1 }
            if depth == 0, token.text == ":" { return true }
            if depth == 0, token.startsLine { return false }
        }
        return false
    }

    private mutating func read(_ token: SourceToken, _ meter: inout FunctionMeter) {
        switch state {
        case .code, .firstLine: readCode(token, &meter)
        case .name: readName(token, &meter)
        case .typeParameters(let depth):
            let depth = depth + (token.text == "[" ? 1 : token.text == "]" ? -1 : 0)
            state = depth == 0 ? .name : .typeParameters(depth)
        case .parameters: readParameter(token, &meter)
        case .typeArguments(let depth):
            let depth = token.isMarked ? depth : depth + (token.text == "[" ? 1 : token.text == "]" ? -1 : 0)
            state = depth == 0 ? .parameters : .typeArguments(depth)
        case .value(let brackets, let lambdas): readValue(token, brackets, lambdas, &meter)
        case .colon:
            state = token.text == ":" ? .firstLine : .code
        }
    }

    private mutating func readCode(_ token: SourceToken, _ meter: inout FunctionMeter) {
        if state == .firstLine, isLongString(token.text) { meter.current.nloc -= token.inner + 1 }
        state = token.text == "def" ? .name : .code
    }

    private mutating func readName(_ token: SourceToken, _ meter: inout FunctionMeter) {
        if token.text == "[" {
            state = .typeParameters(1)
        } else if token.text == "(" {
            state = .parameters
        } else {
            if isPending { meter.drop() }
            meter.begin(token.text, line: token.line)
            isPending = true
            isComplete = false
        }
    }

    private mutating func readParameter(_ token: SourceToken, _ meter: inout FunctionMeter) {
        if token.isMarked { return append(token.text, &meter) }
        switch token.text {
        case ")":
            state = .colon
            isComplete = true
        case "[": state = .typeArguments(1)
        case "(", "{", "lambda": readValue(token, 0, 0, &meter)
        default: meter.current.addParameter(token.text)
        }
    }

    private mutating func append(_ token: String, _ meter: inout FunctionMeter) {
        guard let last = meter.current.parts.indices.last else { return }
        meter.current.parts[last] += " " + token
    }

    /// A default in brackets, or a lambda: its commas part no parameters.
    private mutating func readValue(_ token: SourceToken, _ brackets: Int, _ lambdas: Int, _ meter: inout FunctionMeter)
    {
        if token.isMarked || token.text == "," {
            append(token.text, &meter)
        } else {
            meter.current.addParameter(token.text)
        }
        var (brackets, lambdas) = (brackets, lambdas)
        if !token.isMarked {
            if ["(", "[", "{"].contains(token.text) { brackets += 1 }
            if [")", "]", "}"].contains(token.text) { brackets -= 1 }
            if token.text == "lambda", brackets == 0 { lambdas += 1 }
            if token.text == ":", brackets == 0, lambdas > 0 { lambdas -= 1 }
        }
        state =
            brackets < 0 || brackets == 0 && lambdas == 0 ? .parameters : .value(brackets: brackets, lambdas: lambdas)
    }
}
