import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A parameter with the text behind it.
struct JudgedParameter: Sendable {
    let parameter: Parameter
    let node: Node
    let schema: SchemaView

    init(_ parameter: Parameter, _ node: Node, _ library: SchemaLibrary) {
        self.parameter = parameter
        self.node = node
        schema = SchemaView(node["schema"] ?? node, library)
    }

    var name: String { parameter.name }
    var location: SourceLocation? { node["schema"]?.location ?? node.location }

    /// The first value that the specification itself shows.
    var example: JSONValue? {
        (node["example"] ?? node["examples"]?.members.map(\.value).first?["value"]).map { JSONValue($0) }
            ?? schema.example
    }

    /// A value that the parameter takes: an example that fits, else one made from its schema.
    var valid: JSONValue {
        let fits = { (value: JSONValue) in parameter.schema.accepts(Document(value).root, direction: .request) }
        let shown =
            [node["example"]].compactMap { $0 } + (node["examples"]?.members.compactMap { $0.value["value"] } ?? [])
        return shown.map { JSONValue($0) }.first(where: fits) ?? [schema.example].compactMap { $0 }.first(where: fits)
            ?? Generator().value(schema, .full)
    }

    /// `x-owner`: the roles that see other people's objects; nil where objects have no owner.
    var ownerExceptions: [String]? { node["x-owner"].map { $0["except"]?.elements.compactMap(\.string) ?? [] } }
}

/// One media type of a request body with the text behind it.
struct JudgedBody: Sendable {
    let media: MediaType
    let node: Node
    let schema: SchemaView

    init(_ media: MediaType, _ node: Node, _ library: SchemaLibrary) {
        self.media = media
        self.node = node
        schema = SchemaView(node["schema"] ?? node, library)
    }

    var isJSON: Bool { media.name == "application/json" || media.name.hasSuffix("+json") }

    /// A body that is taken: the first example that fits, else a value made from its schema.
    var valid: JSONValue {
        examples.first { media.schema?.accepts(Document($0).root, direction: .request) ?? true }
            ?? Generator().value(schema, .full)
    }

    /// The values that the specification itself shows, in order.
    var examples: [JSONValue] {
        let named = node["examples"]?.members.compactMap { $0.value["value"] } ?? []
        return (node["example"].map { [$0] } ?? [] + named).map { JSONValue($0) }
    }
}

/// One declared answer with the text behind it.
struct JudgedResponse: Sendable {
    struct Header: Sendable {
        let name: String
        let isRequired: Bool
        let schema: CompiledSchema?
        let location: SourceLocation?
    }

    let response: Response
    let node: Node
    let headers: [Header]
    private let library: SchemaLibrary

    init(_ response: Response, _ node: Node, _ library: SchemaLibrary) {
        self.response = response
        self.node = node
        self.library = library
        var headers: [Header] = []
        for (key, value) in node["headers"].map({ Array($0.members) }) ?? [] {
            let target = library.documents.following(value)
            headers.append(
                Header(
                    name: key.string ?? "", isRequired: target["required"]?.bool ?? false,
                    schema: target["schema"].flatMap { library.compiled($0) }, location: key.location))
        }
        self.headers = headers
    }

    var location: SourceLocation? { node.location }
    var mediaTypes: [String] { response.content.map(\.name) }

    /// The schema of its JSON content.
    var jsonSchema: SchemaView? {
        node["content"]?.members.first { $0.key.string?.hasSuffix("json") == true }
            .flatMap { $0.value["schema"] }.map { SchemaView($0, library) }
    }
}
