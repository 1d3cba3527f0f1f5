import JSON
import JSONSchema

/// The input of a tool, known to fit the tool's schema.
struct ToolInput: Sendable {
    private let value: JSONValue

    /// Throws `invalidInput` that names the first few places which do not fit.
    init(_ value: JSONValue, for tool: some Tool) throws(ToolError) {
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        guard let schema = compiler.compile(Document(tool.inputSchema).root) else {
            throw ToolError(kind: .invalidInput, message: "the input schema of \(tool.name) cannot be used")
        }
        let violations = schema.violations(of: Document(value).root, limit: 5)
        guard violations.isEmpty else {
            let faults = violations.map { violation in
                let place = violation.instance.tokens.joined(separator: ".")
                return "\(place.isEmpty ? "the input" : "\"\(place)\"") \(violation.message)"
            }
            throw ToolError(kind: .invalidInput, message: "\(tool.name): " + faults.joined(separator: "; "))
        }
        self.value = value
    }

    subscript(name: String) -> JSONValue? {
        guard let member = value[name], !member.isNull else { return nil }
        return member
    }

    /// A member that the schema requires to be a string.
    func text(_ name: String) -> String { self[name]?.stringValue ?? "" }

    func integer(_ name: String, or fallback: Int) -> Int { self[name]?.intValue ?? fallback }

    func flag(_ name: String, or fallback: Bool) -> Bool { self[name]?.boolValue ?? fallback }

    func texts(_ name: String) -> [String]? { self[name]?.arrayValue?.compactMap(\.stringValue) }

    /// A member in milliseconds as a duration.
    func duration(_ name: String, or fallback: Duration) -> Duration {
        self[name]?.intValue.map { .milliseconds($0) } ?? fallback
    }
}

/// Parts of input schemas that several tools share.
enum InputShape {
    static let host: JSONValue = [
        "type": "string", "minLength": 1, "maxLength": 253, "description": "A host name or an IP address.",
    ]
    static let port: JSONValue = ["type": "integer", "minimum": 1, "maximum": 65_535]
    static let url: JSONValue = [
        "type": "string", "minLength": 8, "maxLength": 8_192, "description": "An absolute http or https URL.",
    ]

    static func timeout(_ milliseconds: Int, atMost limit: Int, _ meaning: String) -> JSONValue {
        [
            "type": "integer", "minimum": 1, "maximum": .integer(limit), "default": .integer(milliseconds),
            "description": .string(meaning),
        ]
    }

    /// An object with these members and no others.
    static func object(_ properties: JSONObject, required: [String] = []) -> JSONValue {
        [
            "type": "object", "properties": .object(properties), "required": .array(required.map { .string($0) }),
            "additionalProperties": false,
        ]
    }
}
