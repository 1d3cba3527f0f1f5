extension JSONValue {
    /// The kind of value as the keyword `type` of JSON Schema names it; "integer" for those written as one.
    package var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .double, .decimal: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    /// Whether this is a value of a `type`; an integer is a number too.
    package func isOf(type: String) -> Bool { type == typeName || type == "number" && typeName == "integer" }
}
