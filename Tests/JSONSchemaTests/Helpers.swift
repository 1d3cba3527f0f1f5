import JSON
import JSONSchema

/// The schema that `text` writes; the test fails with the diagnostics if it does not compile.
func schema(_ text: String, files: [String: String] = [:]) throws -> CompiledSchema {
    var compiler = SchemaCompiler(documents: try documents(files))
    let root = try Document.json(text.utf8, file: "s.json").root
    return try compiler.compiled(root)
}

extension SchemaCompiler {
    /// The schema at `node`; throws the diagnostics if there is none.
    mutating func compiled(_ node: Node) throws -> CompiledSchema {
        guard let schema = compile(node) else { throw Diagnostics(diagnostics) }
        return schema
    }
}

func documents(_ files: [String: String]) throws -> DocumentSet {
    var documents: [String: Document] = [:]
    for (name, text) in files { documents[name] = try Document.json(text.utf8, file: name) }
    return DocumentSet(documents)
}

func value(_ text: String) throws -> Node {
    try Document.json(text.utf8).root
}

/// The faults of `instance`, each as "/pointer keyword: message"; checks that `accepts` agrees.
func faults(
    _ text: String, _ instance: String, direction: CompiledSchema.Direction = .none
) throws -> [String] {
    try schema(text).faults(instance, direction: direction)
}

extension CompiledSchema {
    func faults(_ instance: String, direction: Direction = .none, limit: Int = 20) throws -> [String] {
        let node = try value(instance)
        let found = violations(of: node, direction: direction, limit: limit)
        guard accepts(node, direction: direction) == found.isEmpty else { return ["accepts() disagrees"] }
        return found.map { "\($0.instance) \($0.keyword): \($0.message)" }
    }
}

/// What is wrong with a schema, each as "line:column code: message; help".
func problems(_ text: String, files: [String: String] = [:]) throws -> [String] {
    var compiler = SchemaCompiler(documents: try documents(files))
    let schema = compiler.compile(try Document.json(text.utf8, file: "s.json").root)
    let hasErrors = compiler.diagnostics.contains { $0.severity == .error }
    guard hasErrors == (schema == nil) else { return ["compiled in spite of errors, or the reverse"] }
    return Diagnostics(compiler.diagnostics).sorted.map { item in
        let place =
            item.location.map { "\($0.file == "s.json" ? "" : $0.file + ":")\($0.line):\($0.column)" } ?? "nowhere"
        let kind = item.severity == .warning ? "warning " : ""
        return "\(place) \(kind)\(item.code): \(item.message)" + (item.help.map { "; \($0)" } ?? "")
    }
}
