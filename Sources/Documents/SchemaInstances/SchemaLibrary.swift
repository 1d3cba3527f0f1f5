public import JSON
public import JSONSchema
import Synchronization

/// The schemas of some documents, compiled when they are first asked for; usable from any number of threads at once.
public final class SchemaLibrary: Sendable {
    private struct State {
        var compiler: SchemaCompiler
        var compiled: [NodeKey: CompiledSchema?] = [:]
    }

    public let documents: DocumentSet
    public let dialect: SchemaDialect
    private let state: Mutex<State>

    public init(_ documents: DocumentSet, dialect: SchemaDialect = .openAPI31) {
        self.documents = documents
        self.dialect = dialect
        state = Mutex(State(compiler: SchemaCompiler(documents: documents, dialect: dialect, isLenient: true)))
    }

    /// The dialect that an OpenAPI document has where its schemas do not say so themselves.
    public static func dialect(of openAPI: Node?) -> SchemaDialect {
        openAPI?["openapi"]?.string?.hasPrefix("3.0") == true ? .openAPI30 : .openAPI31
    }

    /// The schema at a node; nil if it has mistakes.
    public func compiled(_ node: Node) -> CompiledSchema? {
        let key = NodeKey(node)
        return state.withLock { state in
            if let known = state.compiled[key] { return known }
            let schema = state.compiler.compile(node)
            state.compiled[key] = .some(schema)
            return schema
        }
    }

    /// What the reference in a schema names; nil where there is none.
    func target(of node: Node) -> Node? {
        node["$ref"]?.string.flatMap { documents.resolve($0, from: node) }
    }
}

/// Identifies a node by its file and its place there.
struct NodeKey: Hashable, Sendable {
    let file: String?
    let index: Int

    init(_ node: Node) {
        file = node.file
        index = node.index
    }
}
