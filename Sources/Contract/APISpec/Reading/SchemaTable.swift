import JSON
import JSONSchema

/// Every schema of the specification, compiled once.
struct SchemaTable: Sendable {
    let diagnostics: [Diagnostic]
    /// The schema that every value fits, for what a document leaves open.
    let anything: CompiledSchema?
    private let compiled: [NodeID: CompiledSchema]

    init(compiling nodes: [Node], in documents: SpecDocuments, isLenient: Bool = false) {
        var compiler = SchemaCompiler(
            documents: documents.set, dialect: documents.dialect, isLenient: isLenient ? true : nil)
        var compiled: [NodeID: CompiledSchema] = [:]
        var refused: Set<NodeID> = []
        for node in nodes {
            let id = NodeID(node)
            guard compiled[id] == nil, !refused.contains(id) else { continue }
            compiled[id] = compiler.compile(node)
            if compiled[id] == nil { refused.insert(id) }
        }
        self.compiled = compiled
        diagnostics = compiler.diagnostics
        anything = compiler.compile(Document(true).root)
    }

    /// The compiled schema of a node, or nil if it is none or has mistakes.
    subscript(node: Node?) -> CompiledSchema? { node.flatMap { compiled[NodeID($0)] } }
}
