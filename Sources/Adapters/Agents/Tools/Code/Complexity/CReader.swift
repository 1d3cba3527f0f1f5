/// Finds the functions of C and C++: a name, parameters in parentheses, what may follow them, a body in braces.
///
/// Each name outside of a body may be that of a function, and what follows belongs to it until another name comes.
struct CReader {
    private enum State: Equatable {
        case code
        case name
        case nextName
        case operatorName(Bool)
        case templateName(Int)
        case parameters(round: Int, all: Int)
        case afterParameters
        /// Until one of these, which is then read by `afterParameters`.
        case until([String])
        case skipping(String, String, Int, next: Next)
        /// After `throw` or `noexcept`: parentheses, or what follows them.
        case exceptions
        case oldParameters
        case initialised
        case initialisedName
        case body(Int)
        case capture
        case lambda(Int)
    }

    private indirect enum Next: Equatable { case afterParameters, initialised, code }

    private let tokens: [SourceToken]
    private var state = State.code
    private var saved: [SourceToken] = []
    private var body = CandidateMeter()
    private var references = ReferenceCheck()

    init(_ tokens: [SourceToken]) { self.tokens = tokens }

    consuming func read(_ meter: inout FunctionMeter) {
        var place = 0
        while place < tokens.count {
            var token = tokens[place]
            // A destructor's name is one token.
            if token.text == "~", place + 1 < tokens.count {
                place += 1
                let startsLine = token.startsLine
                token = tokens[place]
                token.text = "~" + token.text
                token.startsLine = startsLine
            }
            meter.count(token)
            read(token, &meter)
            meter.current.complexity += references.read(token.text)
            place += 1
        }
        body.drop(&meter)
    }

    private mutating func read(_ token: SourceToken, _ meter: inout FunctionMeter) {
        switch state {
        case .code: readCode(token, &meter)
        case .name: readName(token, &meter)
        case .nextName:
            meter.current.name += token.text
            state = token.text == "operator" ? .operatorName(false) : .name
        case .operatorName(let hasSign): readOperator(token, hasSign, &meter)
        case .templateName(let depth): count(token, "<", ">", depth) { $0 == 0 ? .name : .templateName($0) }
        case .parameters(let round, let all): readParameters(token, round, all, &meter)
        case .afterParameters: readAfterParameters(token, &meter)
        case .until(let ends):
            if ends.contains(token.text) {
                state = .afterParameters
                read(token, &meter)
            }
        case .skipping(let open, let close, let depth, let next):
            count(token, open, close, depth) { $0 == 0 ? Self.state(next) : .skipping(open, close, $0, next: next) }
        case .exceptions:
            state = token.text == "(" ? .skipping("(", ")", 1, next: .afterParameters) : .afterParameters
            if state == .afterParameters { read(token, &meter) }
        case .oldParameters: readOldParameters(token, &meter)
        case .initialised: if token.text == "{" { enterBody(&meter) } else { state = .initialisedName }
        case .initialisedName: readInitialised(token)
        case .body(let depth): readBody(token, depth, &meter)
        case .capture: if token.text == "]" { state = .lambda(0) }
        case .lambda(let depth): readLambda(token, depth, &meter)
        }
    }

    private static func state(_ next: Next) -> State {
        switch next {
        case .afterParameters: .afterParameters
        case .initialised: .initialised
        case .code: .code
        }
    }

    private mutating func count(
        _ token: SourceToken, _ open: String, _ close: String, _ depth: Int, _ next: (Int) -> State
    ) {
        state = next(depth + (token.text == open ? 1 : token.text == close ? -1 : 0))
    }

    private mutating func readCode(_ token: SourceToken, _ meter: inout FunctionMeter) {
        if token.isWord || token.text.hasPrefix("~") {
            body.propose(token.text, line: token.line, &meter)
            state = token.text == "operator" ? .operatorName(false) : .name
        } else if token.text == "[" {
            state = .capture
        } else if token.text == "{" || token.text == "}" {
            body.brace(token.text, &meter)
        }
    }

    private mutating func again(_ token: SourceToken, _ meter: inout FunctionMeter) {
        state = .code
        readCode(token, &meter)
    }

    private mutating func readName(_ token: SourceToken, _ meter: inout FunctionMeter) {
        switch token.text {
        case "(": state = .parameters(round: 1, all: 1)
        case "::":
            meter.current.name += "::"
            state = .nextName
        case "<": state = .templateName(1)
        default: again(token, &meter)
        }
    }

    private mutating func readOperator(_ token: SourceToken, _ hasSign: Bool, _ meter: inout FunctionMeter) {
        if hasSign, token.text == "(" {
            state = .parameters(round: 1, all: 1)
        } else if hasSign, [";", "{", "}"].contains(token.text) {
            again(token, &meter)
        } else {
            meter.current.name += token.text
            state = .operatorName(token.text != "(" || hasSign)
        }
    }

    private mutating func readParameters(_ token: SourceToken, _ round: Int, _ all: Int, _ meter: inout FunctionMeter) {
        var (round, all) = (round, all)
        switch token.text {
        case "(", "<":
            all += 1
            if token.text == "(" { round += 1 }
        case ")", ">":
            if token.text == ")" { round -= 1 }
            all -= 1
            if all < 0 {
                state = .code
                return
            }
        default: if all == 1, token.text != "void" { meter.current.addParameter(token.text) }
        }
        state = round == 0 ? .afterParameters : .parameters(round: round, all: all)
    }

    private mutating func readAfterParameters(_ token: SourceToken, _ meter: inout FunctionMeter) {
        switch token.text {
        case "const", "&", "&&": break
        case "throw", "noexcept": state = .exceptions
        case "throws": state = .until([";", "{"])
        case "->": state = .until([";", "{"])
        case "(":
            body.propose(meter.current.name, line: token.line, &meter)
            state = .parameters(round: 1, all: 1)
        case "{": enterBody(&meter)
        case ":": state = .initialisedName
        case "[": state = .skipping("[", "]", 1, next: .afterParameters)
        default:
            guard token.isWord else { return again(token, &meter) }
            saved = [token]
            state = .oldParameters
        }
    }

    /// Parameters declared after the parentheses, as before C89; or one word such as "override".
    private mutating func readOldParameters(_ token: SourceToken, _ meter: inout FunctionMeter) {
        saved.append(token)
        if token.text == ";" {
            saved = []
            state = .afterParameters
        } else if token.text == "{", saved.count == 2 {
            saved = []
            enterBody(&meter)
        } else if token.text == "{" || token.text == "(" {
            let again = saved
            saved = []
            state = .code
            for token in again { read(token, &meter) }
        }
    }

    private mutating func readInitialised(_ token: SourceToken) {
        if token.text == "(" { state = .skipping("(", ")", 1, next: .initialised) }
        if token.text == "{" { state = .skipping("{", "}", 1, next: .initialised) }
    }

    private mutating func enterBody(_ meter: inout FunctionMeter) {
        body.confirm(&meter)
        state = .body(1)
    }

    private mutating func readBody(_ token: SourceToken, _ depth: Int, _ meter: inout FunctionMeter) {
        count(token, "{", "}", depth) { $0 == 0 ? .code : .body($0) }
        if state == .code { body.brace("}", &meter) }
    }

    /// A function without a name outside of bodies, or an attribute: both are passed over.
    private mutating func readLambda(_ token: SourceToken, _ depth: Int, _ meter: inout FunctionMeter) {
        if depth == 0, [";", ",", ")"].contains(token.text) { return again(token, &meter) }
        if depth == 0, token.isWord, token.text != "mutable" { return again(token, &meter) }
        let opens = ["(", "{"].contains(token.text)
        let depth = depth + (opens ? 1 : [")", "}"].contains(token.text) ? -1 : 0)
        state = depth == 0 && token.text == "}" ? .code : .lambda(max(depth, 0))
    }
}

/// The function that may have begun, among the braces of namespaces, classes and functions.
struct CandidateMeter {
    /// For each brace that is open, whether a function ends with it.
    private var braces: [Bool] = []
    private var isProposed = false

    /// A name that may be a function's: what comes next counts for it.
    mutating func propose(_ name: String, line: Int, _ meter: inout FunctionMeter) {
        drop(&meter)
        meter.begin(name, line: line)
        isProposed = true
    }

    /// Gives up a function that did not come.
    mutating func drop(_ meter: inout FunctionMeter) {
        if isProposed { meter.drop() }
        isProposed = false
    }

    /// The body of the proposed function begins.
    mutating func confirm(_ meter: inout FunctionMeter) {
        meter.current.complexity = 1
        isProposed = false
        braces.append(true)
    }

    mutating func brace(_ token: String, _ meter: inout FunctionMeter) {
        if token == "{" {
            braces.append(false)
        } else if let isFunction = braces.popLast(), isFunction {
            drop(&meter)
            meter.end()
        }
    }
}

/// Takes "&&" of references and types out of the conditions.
struct ReferenceCheck {
    private enum State { case code, reference, type(Int) }
    private var state = State.code

    /// How many conditions to add, below 0 to take away.
    mutating func read(_ token: String) -> Int {
        switch state {
        case .code:
            if token == "&&" { state = .reference }
            if token == "typedef" { state = .type(0) }
        case .reference:
            guard ["=", ";", "{", "}", ")"].contains(token) else { return 0 }
            state = .code
            return token == "=" ? -1 : 0
        case .type(let count):
            state = token == ";" ? .code : .type(count + (token == "&&" ? 1 : 0))
            return token == ";" ? -count : 0
        }
        return 0
    }
}
