import JSON
import JSONSchema

/// Holds a document against `FileFormat`, with the place of each fault.
enum ShapeCheck {
    static func diagnostics(of document: Document) -> [Diagnostic] {
        let format = Document(FileFormat.schema)
        var compiler = SchemaCompiler(documents: DocumentSet([:]))
        guard let schema = compiler.compile(format.root) else { return compiler.diagnostics }
        return schema.violations(of: document.root, limit: 100).map { diagnostic($0, in: document) }
    }

    private static func diagnostic(_ violation: Violation, in document: Document) -> Diagnostic {
        let pointer = violation.instance
        let owner = pointer.tokens.last.map { "\"\($0)\"" } ?? "the file"
        let isUnknown = violation.keyword == "additionalProperties"
        return Diagnostic(
            code: isUnknown ? "unknown-key" : "wrong-value",
            isUnknown ? "unknown key: \(violation.message)" : "\(owner) \(violation.message)",
            help: "docs/integrations.md lists every key",
            at: isUnknown ? key(pointer, in: document) : document.root.at(pointer) ?? document.root,
            pointer: pointer.description)
    }

    /// The name of the member rather than its value: that is what is to be changed.
    private static func key(_ pointer: JSONPointer, in document: Document) -> Node {
        let parent = document.root.at(JSONPointer(tokens: pointer.tokens.dropLast())) ?? document.root
        return parent.members.first { $0.key.string == pointer.tokens.last }?.key ?? parent
    }
}
