import JSON

/// Identifies a schema by its document and its place there, for as long as the document is held.
struct SchemaKey: Hashable {
    let document: ObjectIdentifier
    let index: Int

    init(_ node: Node) {
        document = node.document.identity
        index = node.index
    }
}

/// A schema as seen through the dynamic anchors that are bound when it is reached.
struct BlockKey: Hashable {
    let schema: SchemaKey
    let context: Int
    /// Whether this is the schema but for its `nullable`.
    var isWithoutNullable = false
}

/// Where a compiled schema is found.
struct CompiledBlock {
    let program: Program
    let block: Int
}

/// The schemas compiled so far, without fault.
struct SchemaCache {
    private var blocks: [BlockKey: CompiledBlock] = [:]

    subscript(_ key: BlockKey) -> CompiledBlock? { blocks[key] }

    mutating func add(_ program: Program, blocks added: [BlockKey: Int]) {
        for (key, block) in added { blocks[key] = CompiledBlock(program: program, block: block) }
    }
}
