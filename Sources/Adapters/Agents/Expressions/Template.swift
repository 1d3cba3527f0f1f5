import JSON

/// A value of agents.yaml with expressions in it, compiled.
indirect enum Template: Sendable, Equatable {
    /// No expression inside.
    case literal(JSONValue)
    /// A text that is one single expression: its value keeps its type.
    case expression(Expression)
    /// Expressions inside a text.
    case text([Piece])
    case list([Template])
    case object([Member])

    enum Piece: Sendable, Equatable {
        case text(String)
        case expression(Expression)
    }

    struct Member: Sendable, Equatable {
        var key: String
        var value: Template
    }

    /// The value if nothing in it depends on a task.
    var literal: JSONValue? {
        if case .literal(let value) = self { value } else { nil }
    }

    /// The value in `scope`; `path` names the place in messages, such as "with.port".
    func render(in scope: Scope, at path: String) throws(EvaluationError) -> JSONValue {
        switch self {
        case .literal(let value): return value
        case .expression(let expression): return try Self.value(of: expression, in: scope, at: path)
        case .text(let pieces):
            var text = ""
            for piece in pieces { text += try Self.text(of: piece, in: scope, at: path) }
            return .string(text)
        case .list(let elements):
            var values: [JSONValue] = []
            for (index, element) in elements.enumerated() {
                values.append(try element.render(in: scope, at: "\(path)[\(index)]"))
            }
            return .array(values)
        case .object(let members):
            var object = JSONObject()
            for member in members {
                object[member.key] = try member.value.render(in: scope, at: "\(path).\(member.key)")
            }
            return .object(object)
        }
    }

    private static func text(of piece: Piece, in scope: Scope, at path: String) throws(EvaluationError) -> String {
        switch piece {
        case .text(let text): text
        case .expression(let expression): try value(of: expression, in: scope, at: path).interpolated
        }
    }

    private static func value(
        of expression: Expression, in scope: Scope, at path: String
    ) throws(EvaluationError) -> JSONValue {
        do {
            return try expression.value(in: scope)
        } catch {
            throw EvaluationError("\(path): \(error.message)")
        }
    }
}
