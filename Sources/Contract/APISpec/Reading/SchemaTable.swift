import JSON
import JSONSchema

/// Every schema of the specification, compiled once.
struct SchemaTable: Sendable {
    let diagnostics: [Diagnostic]
    private let compiled: [NodeID: CompiledSchema]

    init(compiling nodes: [Node], in documents: DocumentSet) {
        var compiler = SchemaCompiler(documents: documents)
        var compiled: [NodeID: CompiledSchema] = [:]
        for node in nodes where compiled[NodeID(node)] == nil { compiled[NodeID(node)] = compiler.compile(node) }
        self.compiled = compiled
        diagnostics = compiler.diagnostics
    }

    /// The compiled schema of a node, or nil if it is none or has mistakes.
    subscript(node: Node?) -> CompiledSchema? { node.flatMap { compiled[NodeID($0)] } }
}
