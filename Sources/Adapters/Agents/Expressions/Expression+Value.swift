import JSON

extension Expression {
    /// What the expression stands for in `scope`.
    func value(in scope: Scope) throws(EvaluationError) -> JSONValue {
        switch form {
        case .literal(let value): return value
        case .name(let name): return scope[name] ?? nil
        case .member(let base, let name): return try Self.member(name, of: base.value(in: scope))
        case .element(let base, let index): return try Self.element(index, of: base.value(in: scope))
        case .not(let inner): return .bool(!(try inner.value(in: scope).isTrue))
        case .both(let left, let right):
            guard try left.value(in: scope).isTrue else { return false }
            return .bool(try right.value(in: scope).isTrue)
        case .either(let left, let right):
            if try left.value(in: scope).isTrue { return true }
            return .bool(try right.value(in: scope).isTrue)
        case .compare(let left, let comparison, let right):
            return .bool(try comparison.holds(left.value(in: scope), right.value(in: scope)))
        case .call(let function, let arguments):
            var values: [JSONValue] = []
            for argument in arguments { values.append(try argument.value(in: scope)) }
            return try function.apply(values)
        }
    }

    /// A member that is not there, and every member of null, is null: a skipped step's output may be read.
    private static func member(_ name: String, of value: JSONValue) throws(EvaluationError) -> JSONValue {
        switch value {
        case .null: return nil
        case .object(let object): return object[name] ?? nil
        default: throw EvaluationError("\(value.kindName) has no member \"\(name)\"")
        }
    }

    /// An element by its index from 0, from the end if it is negative; null where the list has none.
    private static func element(_ index: Int, of value: JSONValue) throws(EvaluationError) -> JSONValue {
        switch value {
        case .null: return nil
        case .array(let elements): return value[index < 0 ? elements.count + index : index] ?? nil
        default: throw EvaluationError("\(value.kindName) has no element [\(index)]")
        }
    }
}

extension Comparison {
    /// Numbers are ordered by value, texts by Unicode scalars; null is in no order with anything.
    func holds(_ left: JSONValue, _ right: JSONValue) throws(EvaluationError) -> Bool {
        switch self {
        case .equal: left.isSame(as: right)
        case .notEqual: !left.isSame(as: right)
        case .less: try Self.order(left, right).map { $0 < 0 } ?? false
        case .lessOrEqual: try Self.order(left, right).map { $0 <= 0 } ?? false
        case .greater: try Self.order(left, right).map { $0 > 0 } ?? false
        case .greaterOrEqual: try Self.order(left, right).map { $0 >= 0 } ?? false
        }
    }

    private static func order(_ left: JSONValue, _ right: JSONValue) throws(EvaluationError) -> Int? {
        switch (left, right) {
        case (.null, _), (_, .null): return nil
        case (.integer(let left), .integer(let right)): return left < right ? -1 : left > right ? 1 : 0
        case (.string(let left), .string(let right)):
            let (a, b) = (left.unicodeScalars, right.unicodeScalars)
            return a.lexicographicallyPrecedes(b) ? -1 : b.lexicographicallyPrecedes(a) ? 1 : 0
        default:
            guard let left = left.doubleValue, let right = right.doubleValue else {
                throw EvaluationError("\(left.kindName) and \(right.kindName) cannot be put in order")
            }
            return left < right ? -1 : left > right ? 1 : 0
        }
    }
}
