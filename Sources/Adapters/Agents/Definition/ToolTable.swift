import JSON
import JSONSchema

/// The tools that steps may use, by name, with what each takes.
struct ToolTable: Sendable {
    struct Entry: Sendable {
        var tool: any Tool
        /// Its input schema, as written.
        var schema: Node
        var compiled: CompiledSchema
    }

    private var entries: [String: Entry] = [:]

    /// Throws if a tool's own schema is wrong, which no file of a user can cause.
    init(_ tools: [any Tool]) throws(Diagnostics) {
        for tool in tools {
            let schema = Document(tool.inputSchema).root
            var compiler = SchemaCompiler(documents: DocumentSet([:]))
            guard let compiled = compiler.compile(schema) else {
                throw Diagnostics(compiler.diagnostics.map { Self.faulty($0, tool.name) })
            }
            entries[tool.name] = Entry(tool: tool, schema: schema, compiled: compiled)
        }
    }

    subscript(name: String) -> Entry? { entries[name] }

    var names: [String] { entries.keys.sorted() }

    private static func faulty(_ diagnostic: Diagnostic, _ name: String) -> Diagnostic {
        Diagnostic(code: diagnostic.code, "the input schema of the tool \(name) is wrong: \(diagnostic.message)")
    }
}
