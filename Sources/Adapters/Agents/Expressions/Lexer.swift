import JSON

/// Cuts the inside of `${...}` into tokens.
///
///     steps.ports.output.open[0].port >= 1024 && !contains(params.skip, 'tls')
struct Lexer {
    private let text: [Unicode.Scalar]
    /// The scalar that is read next; after `tokens()`, the one behind the closing "}".
    private(set) var position: Int
    /// Where "${" stands.
    private let start: Int

    /// A lexer for the expression whose "${" stands at `start`.
    init(_ text: [Unicode.Scalar], at start: Int) {
        self.text = text
        self.start = start
        position = start + 2
    }

    /// All tokens up to the closing "}", which comes last as `.end`.
    mutating func tokens() throws(ExpressionFault) -> [Token] {
        var tokens: [Token] = []
        while true {
            skipSpace()
            guard position < text.count else {
                throw ExpressionFault(message: "\"${\" without \"}\"", help: "write $${ for a plain ${", offset: start)
            }
            let offset = position
            let kind = try next()
            tokens.append(Token(kind: kind, offset: offset))
            if kind == .end { return tokens }
        }
    }

    private mutating func next() throws(ExpressionFault) -> Token.Kind {
        let scalar = text[position]
        switch scalar {
        case "}":
            position += 1
            return .end
        case "'", "\"": return .literal(.string(try string(quote: scalar)))
        case "0"..."9", "-": return try number()
        case "a"..."z", "A"..."Z", "_": return word()
        default: return .symbol(try symbol())
        }
    }

    private mutating func word() -> Token.Kind {
        let word = take { $0.isNamePart }
        switch word {
        case "true": return .literal(true)
        case "false": return .literal(false)
        case "null": return .literal(nil)
        default: return .name(word)
        }
    }

    private mutating func number() throws(ExpressionFault) -> Token.Kind {
        let offset = position
        let sign = text[position] == "-" ? "-" : ""
        if !sign.isEmpty { position += 1 }
        var digits = take { $0.isNamePart }
        guard digits.unicodeScalars.first?.isDigit == true else { throw Self.arithmetic("-", at: offset) }
        if position + 1 < text.count, text[position] == ".", text[position + 1].isDigit {
            position += 1
            digits += "." + take { $0.isNamePart }
        }
        guard let value = try? JSONValue.parse(sign + digits), value.doubleValue != nil else {
            throw ExpressionFault(message: "\"\(sign + digits)\" is not a number", offset: offset)
        }
        return .literal(value)
    }

    private mutating func string(quote: Unicode.Scalar) throws(ExpressionFault) -> String {
        let offset = position
        var output = String.UnicodeScalarView()
        position += 1
        while position < text.count {
            let scalar = text[position]
            position += 1
            switch scalar {
            case quote: return String(output)
            case "\\": output.append(try escaped())
            default: output.append(scalar)
            }
        }
        throw ExpressionFault(message: "text without a closing \(quote)", offset: offset)
    }

    private mutating func escaped() throws(ExpressionFault) -> Unicode.Scalar {
        let scalar: Unicode.Scalar? = position < text.count ? text[position] : nil
        position += 1
        switch scalar {
        case "\\", "'", "\"": return scalar ?? "\\"
        case "n": return "\n"
        case "t": return "\t"
        default:
            throw ExpressionFault(
                message: "unknown escape in a text", help: #"known are \\ \' \" \n \t"#, offset: position - 2)
        }
    }

    private mutating func symbol() throws(ExpressionFault) -> Token.Symbol {
        let offset = position
        let one = String(text[position])
        if position + 1 < text.count, let symbol = Token.Symbol(rawValue: one + String(text[position + 1])) {
            position += 2
            return symbol
        }
        position += 1
        if let symbol = Token.Symbol(rawValue: one) { return symbol }
        throw Self.unknown(one, at: offset)
    }

    private static func unknown(_ text: String, at offset: Int) -> ExpressionFault {
        switch text {
        case "=", "&", "|":
            ExpressionFault(
                message: "\"\(text)\" is no operator", help: "did you mean \"\(text)\(text)\"?", offset: offset)
        case "+", "*", "/", "%": arithmetic(text, at: offset)
        default: ExpressionFault(message: "\"\(text)\" has no meaning in an expression", offset: offset)
        }
    }

    private static func arithmetic(_ text: String, at offset: Int) -> ExpressionFault {
        ExpressionFault(
            message: "\"\(text)\" is no operator: expressions do not calculate",
            help: "for numbers there are sum, min, max and round; a name with dashes is written [\"my-name\"]",
            offset: offset)
    }

    private mutating func skipSpace() {
        while position < text.count, text[position].properties.isWhitespace { position += 1 }
    }

    private mutating func take(while condition: (Unicode.Scalar) -> Bool) -> String {
        let end = text[position...].firstIndex { !condition($0) } ?? text.count
        defer { position = end }
        return String(String.UnicodeScalarView(text[position..<end]))
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    fileprivate var isNamePart: Bool {
        isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
    }
}
