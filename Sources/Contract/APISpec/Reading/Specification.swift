import JSON

/// What the checks look at: the documents, their operations and messages found, their schemas compiled.
struct Specification: Sendable {
    let documents: SpecDocuments
    let schemas: SchemaTable
    let operations: [OperationSource]
    let messages: [MessageSource]
    let shapes: ValueShapes

    init(documents: SpecDocuments, schemas: SchemaTable) {
        self.documents = documents
        self.schemas = schemas
        operations = OperationSource.all(in: documents)
        messages = MessageSource.all(in: documents)
        shapes = ValueShapes(of: operations, in: documents.set)
    }

    /// The rules that it is held to.
    var checks: [any Check] { documents.isSingleDocument ? anybodysChecks : allChecks }

    /// The codes of errors.yaml; nil where there is no such file to hold anything against.
    var errorCodes: Set<String>? {
        documents.errors.map { Set($0.members.map { $0.key.keyText }) }
    }

    /// The object a node stands for, references followed.
    func resolved(_ node: Node?) -> Node? { node.flatMap { documents.set.target(of: $0) } }

    /// A named object of the OpenAPI components.
    func component(_ kind: String, _ name: String) -> Node? {
        resolved(documents.openAPI?["components"]?[kind]?[name])
    }
}
