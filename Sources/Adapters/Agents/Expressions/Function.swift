import JSON

/// The functions of expressions: pure, and each ends after time proportional to its arguments.
enum Function: String, Sendable, CaseIterable {
    case len, contains, `default`, keys, values, first, last, pluck, flatten
    case lower, upper, trim, split, join, url
    case min, max, sum, round

    /// How it is called, for messages and documentation.
    var usage: String {
        switch self {
        case .len: "len(value)"
        case .contains: "contains(value, part)"
        case .default: "default(value, fallback)"
        case .keys: "keys(object)"
        case .values: "values(object)"
        case .first: "first(list)"
        case .last: "last(list)"
        case .pluck: "pluck(list, member)"
        case .flatten: "flatten(list)"
        case .lower: "lower(text)"
        case .upper: "upper(text)"
        case .trim: "trim(text)"
        case .split: "split(text, separator)"
        case .join: "join(list, separator)"
        case .url: "url(host, port, secure)"
        case .min: "min(list) or min(a, b, ...)"
        case .max: "max(list) or max(a, b, ...)"
        case .sum: "sum(list)"
        case .round: "round(number, digits)"
        }
    }

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .len, .keys, .values, .first, .last, .flatten, .lower, .upper, .trim, .sum: 1...1
        case .contains, .default, .pluck, .split: 2...2
        case .join, .round: 1...2
        case .url: 3...3
        case .min, .max: 1...64
        }
    }

    /// The arity in words: "2 arguments", "1 to 2 arguments".
    var arityText: String {
        if arity == 1...1 { return "1 argument" }
        return arity.count == 1
            ? "\(arity.lowerBound) arguments" : "\(arity.lowerBound) to \(arity.upperBound) arguments"
    }

    /// The value for `arguments`, of which there are as many as `arity` says.
    func apply(_ arguments: [JSONValue]) throws(EvaluationError) -> JSONValue {
        let first = arguments.first ?? nil
        let second = arguments.count > 1 ? arguments[1] : nil
        switch self {
        case .len: return try length(of: first)
        case .contains: return .bool(try holds(first, second))
        case .default: return first.isNull ? second : first
        case .keys: return .array(try object(first).keys.map { .string($0) })
        case .values: return .array(try object(first).map(\.value))
        case .first: return try list(first).first ?? nil
        case .last: return try list(first).last ?? nil
        case .pluck: return .array(try pluck(try text(second), from: try list(first)))
        case .flatten: return .array(try flat(try list(first)))
        case .lower: return .string(try text(first).lowercased())
        case .upper: return .string(try text(first).uppercased())
        case .trim: return .string(trimmed(try text(first)))
        case .split: return .array(try parts(of: try text(first), between: try text(second)))
        case .join: return .string(joined(try list(first), with: arguments.count > 1 ? try text(second) : ", "))
        case .url: return .string(try url(host: try text(first), port: second, secure: arguments[2].isTrue))
        case .min: return try extreme(arguments) { $0 < $1 }
        case .max: return try extreme(arguments) { $0 > $1 }
        case .sum: return try total(of: try list(first))
        case .round: return try rounded(first, digits: arguments.count > 1 ? second : 0)
        }
    }

    /// The list, with null as the empty one: what a skipped step leaves behind.
    func list(_ value: JSONValue) throws(EvaluationError) -> [JSONValue] {
        if value.isNull { return [] }
        if case .array(let elements) = value { return elements }
        throw wrong(value, wanted: "a list")
    }

    func text(_ value: JSONValue) throws(EvaluationError) -> String {
        if value.isNull { return "" }
        if case .string(let text) = value { return text }
        throw wrong(value, wanted: "a text")
    }

    func object(_ value: JSONValue) throws(EvaluationError) -> JSONObject {
        if value.isNull { return JSONObject() }
        if case .object(let object) = value { return object }
        throw wrong(value, wanted: "an object")
    }

    func number(_ value: JSONValue) throws(EvaluationError) -> Double {
        if let number = value.doubleValue { return number }
        throw wrong(value, wanted: "a number")
    }

    func wrong(_ value: JSONValue, wanted: String) -> EvaluationError {
        EvaluationError("\(rawValue) needs \(wanted), not \(value.kindName)")
    }
}
