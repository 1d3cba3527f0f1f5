import JSON
import JSONSchema

/// What every result of an agent is: what the API promises about a task's result.
enum ResultShape {
    /// A JSON Schema; agents may add members of their own, to the result and to each finding.
    static let schema = Document([
        "type": "object",
        "properties": [
            "summary": ["type": "string"],
            "findings": ["type": "array", "items": finding],
        ],
    ])

    /// The schema ready for use.
    ///
    /// A test shows that it compiles.
    static let compiled: CompiledSchema? = {
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        return compiler.compile(schema.root)
    }()

    static let severities = ["critical", "high", "medium", "low", "info"]

    private static let finding: JSONValue = [
        "type": "object",
        "required": ["rule", "severity", "title", "evidence", "remedy"],
        "properties": [
            "rule": ["type": "string", "minLength": 1],
            "severity": ["enum": .array(severities.map { .string($0) })],
            "title": ["type": "string", "minLength": 1],
            "evidence": ["type": ["object", "array"]],
            "remedy": ["type": "string"],
            "location": ["type": "string"],
        ],
    ]
}
