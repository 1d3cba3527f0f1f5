import JSON

/// The shapes of every parameter and every form of a specification.
struct ValueShapes: Sendable {
    private let table: ValueShapeTable
    private let indexes: [NodeID: Int]

    init(of operations: [OperationSource], in documents: DocumentSet) {
        var builder = ValueShapeBuilder(documents: documents)
        var indexes: [NodeID: Int] = [:]
        for operation in operations {
            let body = operation.node["requestBody"].flatMap { documents.target(of: $0) }?["content"]
            let forms = body?.members.filter { MediaRange($0.key.keyText)?.isForm == true }.map(\.value) ?? []
            let schemas = operation.parameters.compactMap(\.schema) + forms.compactMap { $0["schema"] }
            for schema in schemas where indexes[NodeID(schema)] == nil {
                indexes[NodeID(schema)] = builder.add(schema)
            }
        }
        table = builder.finish()
        self.indexes = indexes
    }

    /// The shape of a schema; of nil, and of a schema that no parameter and no form has, that of everything.
    subscript(schema: Node?) -> ValueShape {
        ValueShape(table, schema.flatMap { indexes[NodeID($0)] } ?? ValueShapeTable.anything)
    }
}

extension ParameterSource {
    /// The one entry of `content`, which stands in place of `schema` and style (OpenAPI 3.1.1, section 4.8.12.3).
    var content: (media: Node, type: Node)? {
        node["content"]?.members.first { _ in true }.map { ($0.key, $0.value) }
    }

    /// `schema`, or that of the content.
    var schema: Node? { node["schema"] ?? content?.type["schema"] }
}
