import JSON

/// One keyword of a schema in the source.
struct SchemaEntry {
    let keyword: Keyword
    let key: Node
    let value: Node
}

/// One schema object under compilation.
struct SchemaSite {
    let node: Node
    /// Its block in the program being built.
    let block: Int
    let entries: [SchemaEntry]
    /// The schemas that hold this one in an `allOf` and judge the same value.
    let enclosing: [Node]

    subscript(_ keyword: Keyword) -> SchemaEntry? {
        entries.first { $0.keyword == keyword }
    }
}
