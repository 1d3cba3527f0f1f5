import JSON
import JSONSchema

/// input_schema is a JSON Schema for an object, and its defaults satisfy it.
struct InputSchemaIsSound: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        Self.diagnostics(of: agent.inputSchema, in: context)
    }

    static func diagnostics(of schema: Sourced<Node>?, in context: CheckContext) -> [Diagnostic] {
        guard let place = schema else { return [] }
        guard place.node.kind == .object, place.node["type"]?.equals("object") == true else {
            return [
                Diagnostic(
                    code: "wrong-input-schema", "input_schema must be a JSON Schema with type: object",
                    help: "parameters of a task are members of one object",
                    at: place.node["type"] ?? place.node, pointer: place.path)
            ]
        }
        var compiler = SchemaCompiler(documents: DocumentSet([context.source.file: context.document]))
        _ = compiler.compile(place.node)
        return compiler.diagnostics.map(graver)
    }

    /// A default is put into the parameters, so one that does not fit would have every task refused.
    private static func graver(_ diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.code == "schema-sample-does-not-fit", diagnostic.message.hasPrefix("\"default\"") else {
            return diagnostic
        }
        var diagnostic = diagnostic
        diagnostic.severity = .error
        return diagnostic
    }
}
