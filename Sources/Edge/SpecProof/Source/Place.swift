/// What the keys of an object mean, which decides what a change of one says.
enum Place: Sendable {
    /// Keys of the format.
    case object
    /// Names of the author's choice, each with an object.
    case names
    /// Keywords of JSON Schema.
    case schema
    /// Names of the author's choice, each with a schema.
    case schemas
    /// Values shown to readers.
    case example

    private static let maps: Set<String> = [
        "paths", "responses", "headers", "content", "parameters", "requestBodies", "securitySchemes", "channels",
        "messages", "operations", "servers", "agents", "platforms", "rate_limits", "result", "with",
    ]
    private static let schemaMaps: Set<String> = [
        "properties", "patternProperties", "$defs", "dependentSchemas",
    ]

    /// The place of what stands under a key.
    func below(_ key: String, in kind: ProofFile.Kind?, isList: Bool) -> Place {
        switch self {
        case .example: return .example
        case .names: return .object
        case .schemas: return .schema
        case .schema:
            if Self.schemaMaps.contains(key) { return .schemas }
            return key == "example" || key == "examples" ? .example : .schema
        case .object:
            switch key {
            case "example", "examples": return .example
            case "schema", "payload", "input_schema": return .schema
            case "credentials" where kind == .integrations, "settings" where kind == .integrations: return .schema
            case "schemas": return .schemas
            default: return !isList && Self.maps.contains(key) ? .names : .object
            }
        }
    }
}
