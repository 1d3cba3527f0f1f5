import JSON

extension JSONValue {
    /// The kind as a sentence names it.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .double, .decimal: "a number"
        case .string: "a text"
        case .array: "a list"
        case .object: "an object"
        }
    }

    /// Whether a condition holds: not for false, null, 0, an empty text, an empty list or an empty object.
    var isTrue: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .integer, .double, .decimal: doubleValue != 0
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let object): !object.isEmpty
        }
    }

    /// The value inside a text: texts as they are, null as nothing, everything else as JSON.
    var interpolated: String {
        switch self {
        case .null: ""
        case .string(let text): text
        default: jsonText
        }
    }

    /// Equality as JSON means it: 1 is 1.0, and the order of members does not matter.
    func isSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.array(let left), .array(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.object(let left), .object(let right)):
            left.count == right.count
                && left.allSatisfy { member in right[member.key].map { $0.isSame(as: member.value) } ?? false }
        case (.integer, .double), (.double, .integer), (.decimal, .double), (.double, .decimal):
            doubleValue == other.doubleValue
        default: self == other
        }
    }
}
