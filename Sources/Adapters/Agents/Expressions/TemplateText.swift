import JSON

/// The text of one scalar, cut into plain text and compiled expressions.
///
/// `${...}` is an expression and `$${` a plain "${"; every other "$" is plain.
struct TemplateText {
    private(set) var pieces: [Template.Piece] = []
    private(set) var faults: [ExpressionFault] = []

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var plain = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if scalars[index...].starts(with: ["$", "$", "{"]) {
                plain.append(contentsOf: ["$", "{"])
                index += 3
            } else if scalars[index...].starts(with: ["$", "{"]) {
                append(plain)
                plain = .init()
                index = compile(scalars, at: index)
            } else {
                plain.append(scalars[index])
                index += 1
            }
        }
        append(plain)
    }

    /// The template: nil if there are faults.
    var template: Template? {
        guard faults.isEmpty else { return nil }
        if pieces.count == 1, case .expression(let expression) = pieces[0] { return .expression(expression) }
        let texts = pieces.compactMap { if case .text(let text) = $0 { text } else { nil } }
        return texts.count == pieces.count ? .literal(.string(texts.joined())) : .text(pieces)
    }

    var expressions: [Expression] {
        pieces.compactMap { if case .expression(let expression) = $0 { expression } else { nil } }
    }

    private mutating func append(_ plain: String.UnicodeScalarView) {
        if !plain.isEmpty { pieces.append(.text(String(plain))) }
    }

    /// Compiles the expression whose "${" stands at `start`, and says where it ends.
    private mutating func compile(_ scalars: [Unicode.Scalar], at start: Int) -> Int {
        var lexer = Lexer(scalars, at: start)
        do {
            var parser = Parser(try lexer.tokens())
            pieces.append(.expression(try parser.expression()))
            faults += parser.faults
            return lexer.position
        } catch {
            faults.append(error)
            return scalars.count
        }
    }
}
