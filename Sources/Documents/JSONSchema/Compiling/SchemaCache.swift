import JSON

/// Identifies a schema by the file it stands in and its place there.
struct SchemaKey: Hashable {
    let file: String?
    let index: Int

    init(_ node: Node) {
        file = node.file
        index = node.index
    }
}

/// Where a compiled schema is found.
struct CompiledBlock {
    let program: Program
    let block: Int
}

/// The schemas compiled so far, without fault.
///
/// Those that came from no file are not kept: they have no identity.
struct SchemaCache {
    private var blocks: [SchemaKey: CompiledBlock] = [:]

    subscript(_ key: SchemaKey) -> CompiledBlock? { blocks[key] }

    mutating func add(_ program: Program, blocks added: [SchemaKey: Int]) {
        for (key, block) in added where key.file != nil {
            blocks[key] = CompiledBlock(program: program, block: block)
        }
    }
}
