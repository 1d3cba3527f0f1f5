import APISpec
import JSON
import Outbound

/// Judges OpenAPI documents.
struct OpenAPILint: Tool {
    let name = "openapi.lint"
    let description =
        "Checks OpenAPI 3.0 and 3.1 documents against the standard and rules of style, with file and line."
    let inputSchema = InputShape.object(
        [
            "path": [
                "type": "string", "minLength": 1, "maxLength": 4_096,
                "description": "A document, or a folder in which all OpenAPI documents are looked for.",
            ],
            "ignore": [
                "type": "array", "items": ["type": "string", "maxLength": 100], "maxItems": 100,
                "description": "Rules that are left out, by name.",
            ],
            "per_rule": [
                "type": "integer", "minimum": 1, "maximum": 1_000, "default": 20,
                "description":
                    "How many findings of one rule are listed for one document; all are counted.",
            ],
        ], required: ["path"])

    /// Gives `{path, documents: [{path, version, valid, operations, rules: {name: count}, truncated}], valid, findings}`.
    func run(_ input: JSONValue, in context: ToolContext) async throws(ToolError) -> JSONValue {
        let input = try ToolInput(input, for: self)
        let search = DocumentSearch(files: context.files)
        let sources = try await FileScope.working { () async throws(ToolError) in
            try await search.documents(at: input.text("path"))
        }
        let ignored = Set(input.texts("ignore") ?? [])
        let limit = input.integer("per_rule", or: 20)
        let reports = await FileScope.working {
            sources.map { DocumentReport($0, ignoring: ignored, perRule: limit) }
        }
        return [
            "path": .string(input.text("path")), "documents": .array(reports.map(\.json)),
            "valid": .bool(reports.allSatisfy(\.isValid)),
            "findings": JSONValue(reports.flatMap(\.findings)),
        ]
    }
}
