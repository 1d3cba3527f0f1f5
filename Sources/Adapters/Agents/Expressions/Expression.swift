import JSON

/// A compiled `${...}`: paths, literals, comparisons and pure functions.
///
/// Its evaluation always ends.
struct Expression: Sendable, Equatable {
    indirect enum Form: Sendable, Equatable {
        case literal(JSONValue)
        /// The first word of a path: task, params, steps, or the name of a for_each item.
        case name(String)
        case member(Expression, String)
        case element(Expression, Int)
        case not(Expression)
        case both(Expression, Expression)
        case either(Expression, Expression)
        case compare(Expression, Comparison, Expression)
        case call(Function, [Expression])
    }

    var form: Form
    /// Where it is written: the name or operator that a message should point at, in scalars from the text's start.
    var offset: Int
}

/// The operators that compare two values.
enum Comparison: String, Sendable {
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

extension Expression {
    /// The expressions it is made of.
    var parts: [Expression] {
        switch form {
        case .literal, .name: []
        case .member(let base, _), .element(let base, _), .not(let base): [base]
        case .both(let left, let right), .either(let left, let right), .compare(let left, _, let right): [left, right]
        case .call(_, let arguments): arguments
        }
    }

    /// Every path it reads, in the order of writing.
    var references: [Reference] {
        if let reference = Reference(self) { return [reference] }
        return parts.flatMap(\.references)
    }
}

/// A path as far as its members are names: `steps.ports.output`.
struct Reference: Equatable {
    struct Member: Equatable {
        var name: String
        var offset: Int
    }

    var root: Member
    var members: [Member] = []
    /// Whether list indexes or the like follow, which end what can be known about the path.
    var isOpen = false

    /// nil if the expression is not a path.
    init?(_ expression: Expression) {
        switch expression.form {
        case .name(let name): root = Member(name: name, offset: expression.offset)
        case .member(let base, let name):
            guard let path = Reference(base) else { return nil }
            self = path
            if !isOpen { members.append(Member(name: name, offset: expression.offset)) }
        case .element(let base, _):
            guard let path = Reference(base) else { return nil }
            self = path
            isOpen = true
        default: return nil
        }
    }
}
