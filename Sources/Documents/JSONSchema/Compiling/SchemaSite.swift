import JSON

/// One keyword of a schema in the source.
struct SchemaEntry {
    let keyword: Keyword
    let key: Node
    let value: Node
}

/// What the place of a schema means for it.
struct SchemaScope {
    /// Its resource in the index.
    let resource: Int
    /// The dynamic anchors that are bound.
    let context: Int
}

/// One schema object under compilation.
struct SchemaSite {
    let node: Node
    /// Its block in the program being built.
    let block: Int
    let entries: [SchemaEntry]
    let scope: SchemaScope
    let dialect: Dialect
    /// The schemas that hold this one in an `allOf` and judge the same value.
    let enclosing: [Node]

    subscript(_ keyword: Keyword) -> SchemaEntry? {
        entries.first { $0.keyword == keyword }
    }
}
