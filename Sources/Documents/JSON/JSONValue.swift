/// A JSON value to build, change and store; for reading what arrived, prefer `Node`.
///
/// `==` compares literally: `.integer(1)` differs from `.double(1)`. JSON Schema's equality is `Node.isEqual(to:)`.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case double(Double)
    /// The text of a number that neither Int nor Double holds exactly, as RFC 8259 writes it.
    case decimal(String)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    /// A copy of `node` and everything in it.
    public init(_ node: Node) {
        switch node.kind {
        case .null: self = .null
        case .boolean: self = .bool(node.bool ?? false)
        case .integer: self = .integer(node.int ?? 0)
        case .number: self = Self.number(node)
        case .string: self = .string(node.string ?? "")
        case .array: self = .array(node.elements.map(JSONValue.init))
        case .object: self = .object(JSONObject(node))
        }
    }

    /// A double where its shortest text means the same number, the exact text elsewhere.
    private static func number(_ node: Node) -> JSONValue {
        guard let double = node.double, let text = node.numberText else { return .null }
        let isExact = double.isFinite && node.exactNumber == ExactNumber(double.description.utf8)
        return isExact ? .double(double) : .decimal(text)
    }

    /// The value that `text` writes; duplicate member names are refused, and more than 1000 nested containers.
    public static func parse(_ text: String) throws(JSONSyntaxError) -> JSONValue {
        JSONValue(try Document.json(text.utf8, limits: JSONLimits(bytes: .max, depth: 1000, nodes: .max)).root)
    }

    public var isNull: Bool { self == .null }

    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    public var intValue: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    /// The nearest double of any number.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .double(let value): value
        case .decimal(let text): Double(text)
        default: nil
        }
    }

    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The member called `key`.
    ///
    /// Setting one on a value that is no object makes it an object; nil removes.
    public subscript(key: String) -> JSONValue? {
        get { objectValue?[key] }
        set {
            var object = objectValue ?? JSONObject()
            object[key] = newValue
            self = .object(object)
        }
    }

    /// The element at `index`, or nil.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }
}
