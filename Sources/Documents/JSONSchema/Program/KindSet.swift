import JSON

/// The kinds of value that a schema lets in, as JSON Schema tells them apart: 1.0 is an integer.
struct KindSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let null = KindSet(rawValue: 1)
    static let boolean = KindSet(rawValue: 2)
    /// Numbers without fraction, however they are written.
    static let integer = KindSet(rawValue: 4)
    /// Numbers with a fraction.
    static let fraction = KindSet(rawValue: 8)
    static let string = KindSet(rawValue: 16)
    static let array = KindSet(rawValue: 32)
    static let object = KindSet(rawValue: 64)

    static let number: KindSet = [.integer, .fraction]
    static let all: KindSet = [.null, .boolean, .number, .string, .array, .object]

    /// The names of the `type` keyword.
    static let named: KeyValuePairs<String, KindSet> = [
        "null": .null, "boolean": .boolean, "integer": .integer, "number": .number, "string": .string,
        "array": .array, "object": .object,
    ]
}

extension KindSet {
    /// The kind that `node` is of.
    init(of node: Node) {
        switch node.kind {
        case .null: self = .null
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .number: self = node.isIntegral ? .integer : .fraction
        case .string: self = .string
        case .array: self = .array
        case .object: self = .object
        }
    }

    /// The kinds of node: `.integer` where only integers fit, `.integer` and `.number` where any number does.
    var nodeKinds: Set<Node.Kind> {
        let pairs: KeyValuePairs<KindSet, Node.Kind> = [
            .null: .null, .boolean: .boolean, .integer: .integer, .fraction: .number, .string: .string,
            .array: .array, .object: .object,
        ]
        return Set(pairs.filter { contains($0.key) }.map(\.value))
    }

    /// "a string", "a string or null": for messages.
    var text: String {
        var rest = self
        var words: [String] = []
        if rest.isSuperset(of: .number) {
            words.append("a number")
            rest.subtract(.number)
        }
        let names: KeyValuePairs<KindSet, String> = [
            .integer: "an integer", .fraction: "a fraction", .string: "a string", .boolean: "a boolean",
            .array: "an array", .object: "an object", .null: "null",
        ]
        words += names.filter { rest.contains($0.key) }.map(\.value)
        return words.joined(by: "or")
    }
}

extension Node.Kind {
    /// The kind as a set; a number counts as one with a fraction until it is looked at.
    @inline(__always)
    var set: KindSet {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .integer: .integer
        case .number: .fraction
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}
