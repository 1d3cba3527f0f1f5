import JSON

/// The kinds of value that a schema lets in.
public struct ValueKinds: OptionSet, Sendable, Hashable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let null = ValueKinds(rawValue: 1)
    public static let boolean = ValueKinds(rawValue: 2)
    /// Numbers without fraction.
    public static let integer = ValueKinds(rawValue: 4)
    /// Numbers with a fraction.
    public static let fraction = ValueKinds(rawValue: 8)
    public static let string = ValueKinds(rawValue: 16)
    public static let array = ValueKinds(rawValue: 32)
    public static let object = ValueKinds(rawValue: 64)

    public static let number: ValueKinds = [.integer, .fraction]
    /// Those that one text without structure can stand for.
    public static let scalar: ValueKinds = [.null, .boolean, .number, .string]
    public static let all: ValueKinds = [.scalar, .array, .object]

    /// The kind of a value; a whole number is an integer however it is written.
    init(of node: Node) {
        switch node.kind {
        case .null: self = .null
        case .boolean: self = .boolean
        case .integer: self = .integer
        case .number: self = node.double.map { $0.rounded() == $0 } == true ? .number : .fraction
        case .string: self = .string
        case .array: self = .array
        case .object: self = .object
        }
    }

    /// The kinds that a name of the keyword `type` means; none for a name that JSON Schema does not have.
    init(named name: String) {
        switch name {
        case "null": self = .null
        case "boolean": self = .boolean
        case "integer": self = .integer
        case "number": self = .number
        case "string": self = .string
        case "array": self = .array
        case "object": self = .object
        default: self = []
        }
    }
}
