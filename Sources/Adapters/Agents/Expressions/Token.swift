import JSON

/// One word of an expression.
struct Token: Equatable {
    enum Kind: Equatable {
        case name(String)
        case literal(JSONValue)
        case symbol(Symbol)
        /// The "}" that closes the expression.
        case end
    }

    enum Symbol: String {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case and = "&&"
        case or = "||"
        case not = "!"
        case open = "("
        case close = ")"
        case openBracket = "["
        case closeBracket = "]"
        case dot = "."
        case comma = ","
    }

    var kind: Kind
    /// Where the token starts, in Unicode scalars from the start of the text.
    var offset: Int

    /// The token as a message names it.
    var shown: String {
        switch kind {
        case .name(let name): "\"\(name)\""
        case .literal(.string): "a text"
        case .literal(let value): value.jsonText
        case .symbol(let symbol): "\"\(symbol.rawValue)\""
        case .end: "the end of the expression"
        }
    }
}
