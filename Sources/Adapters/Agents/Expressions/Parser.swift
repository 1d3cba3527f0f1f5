import JSON

/// Reads tokens into an `Expression`.
///
///     either  = both *("||" both)
///     both    = compared *("&&" compared)
///     compared = operand [("==" / "!=" / "<" / "<=" / ">" / ">=") operand]
///     operand = "!" operand / primary *("." name / "[" (integer / text) "]")
///     primary = literal / name / function "(" [either *("," either)] ")" / "(" either ")"
struct Parser {
    /// Mistakes that do not hide what follows: unknown functions, wrong numbers of arguments.
    private(set) var faults: [ExpressionFault] = []
    private let tokens: [Token]
    private var index = 0
    private var depth = 0
    /// Deep and long enough for people; both keep a hostile file from exhausting the stack.
    private static let deepest = 50
    private static let longest = 500

    /// A parser for tokens that end with `.end`.
    init(_ tokens: [Token]) {
        self.tokens = tokens
    }

    /// The whole expression.
    mutating func expression() throws(ExpressionFault) -> Expression {
        if tokens.count > Self.longest {
            throw ExpressionFault(
                message: "an expression of more than \(Self.longest) words", offset: tokens[Self.longest].offset)
        }
        let expression = try either()
        guard current.kind == .end else { throw unexpected("an operator or \"}\"") }
        return expression
    }

    private var current: Token { tokens[index] }

    private mutating func either() throws(ExpressionFault) -> Expression {
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest {
            throw ExpressionFault(message: "nested more than \(Self.deepest) levels deep", offset: current.offset)
        }
        var left = try both()
        while let offset = take(.or) { left = Expression(form: .either(left, try both()), offset: offset) }
        return left
    }

    private mutating func both() throws(ExpressionFault) -> Expression {
        var left = try compared()
        while let offset = take(.and) { left = Expression(form: .both(left, try compared()), offset: offset) }
        return left
    }

    private mutating func compared() throws(ExpressionFault) -> Expression {
        let left = try operand()
        guard let comparison = comparison else { return left }
        let offset = current.offset
        index += 1
        let right = try operand()
        if self.comparison != nil {
            throw ExpressionFault(
                message: "comparisons cannot be chained", help: "join them with &&", offset: current.offset)
        }
        return Expression(form: .compare(left, comparison, right), offset: offset)
    }

    private var comparison: Comparison? {
        guard case .symbol(let symbol) = current.kind else { return nil }
        return Comparison(rawValue: symbol.rawValue)
    }

    private mutating func operand() throws(ExpressionFault) -> Expression {
        var negations: [Int] = []
        while let offset = take(.not) { negations.append(offset) }
        var expression = try primary()
        while let next = try accessor(of: expression) { expression = next }
        return negations.reversed().reduce(expression) { Expression(form: .not($0), offset: $1) }
    }

    private mutating func accessor(of base: Expression) throws(ExpressionFault) -> Expression? {
        if take(.dot) != nil {
            guard case .name(let name) = current.kind else { throw unexpected("a name after \".\"") }
            defer { index += 1 }
            return Expression(form: .member(base, name), offset: current.offset)
        }
        guard take(.openBracket) != nil else { return nil }
        let token = current
        index += 1
        guard let form = Self.selection(token, of: base) else {
            index -= 1
            throw unexpected("a whole number or a quoted name between \"[\" and \"]\"")
        }
        if take(.closeBracket) == nil { throw unexpected("\"]\"") }
        return Expression(form: form, offset: token.offset)
    }

    private static func selection(_ token: Token, of base: Expression) -> Expression.Form? {
        switch token.kind {
        case .literal(.string(let name)): .member(base, name)
        case .literal(.integer(let index)): .element(base, index)
        default: nil
        }
    }

    private mutating func primary() throws(ExpressionFault) -> Expression {
        let token = current
        switch token.kind {
        case .literal(let value):
            index += 1
            return Expression(form: .literal(value), offset: token.offset)
        case .name(let name):
            index += 1
            if take(.open) != nil { return try call(name, at: token.offset) }
            return Expression(form: .name(name), offset: token.offset)
        case .symbol(.open):
            index += 1
            let inner = try either()
            if take(.close) == nil { throw unexpected("\")\"") }
            return inner
        default: throw unexpected("a value")
        }
    }

    private mutating func call(_ name: String, at offset: Int) throws(ExpressionFault) -> Expression {
        let arguments = try arguments()
        guard let function = Function(rawValue: name) else {
            faults.append(Self.unknownFunction(name, at: offset))
            return Expression(form: .literal(nil), offset: offset)
        }
        if !function.arity.contains(arguments.count) {
            faults.append(
                ExpressionFault(
                    code: "function-arity",
                    message: "\(name) takes \(function.arityText), not \(arguments.count)",
                    help: "write \(function.usage)", offset: offset))
        }
        return Expression(form: .call(function, arguments), offset: offset)
    }

    private mutating func arguments() throws(ExpressionFault) -> [Expression] {
        if take(.close) != nil { return [] }
        var arguments = [try either()]
        while take(.comma) != nil { arguments.append(try either()) }
        if take(.close) == nil { throw unexpected("\",\" or \")\"") }
        return arguments
    }

    private static func unknownFunction(_ name: String, at offset: Int) -> ExpressionFault {
        let names = Function.allCases.map(\.rawValue)
        let help = Suggestion.nearest(to: name, among: names).map { "did you mean \"\($0)\"?" }
        return ExpressionFault(
            code: "unknown-function", message: "unknown function \"\(name)\"",
            help: help ?? "known are \(names.joined(separator: ", "))", offset: offset)
    }

    /// Steps over `symbol` if it is next, and says where it stood.
    private mutating func take(_ symbol: Token.Symbol) -> Int? {
        guard current.kind == .symbol(symbol) else { return nil }
        defer { index += 1 }
        return current.offset
    }

    private func unexpected(_ wanted: String) -> ExpressionFault {
        let help: String? =
            switch current.kind {
            case .name("and"): "write &&"
            case .name("or"): "write ||"
            case .name("not"): "write !"
            default: nil
            }
        return ExpressionFault(
            message: "expected \(wanted), found \(current.shown)", help: help, offset: current.offset)
    }
}
