import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A parameter with the text behind it.
struct JudgedParameter: Sendable {
    let parameter: Parameter
    let node: Node
    let schema: SchemaView
    private let sample: Once<JSONValue?>

    init(_ parameter: Parameter, _ node: Node, _ library: SchemaLibrary) {
        self.parameter = parameter
        self.node = node
        let content = node["content"]?.members.first { _ in true }?.value
        let schema = SchemaView(node["schema"] ?? content?["schema"] ?? node, library)
        self.schema = schema
        sample = Once { Self.sample(parameter, node, schema) }
    }

    var name: String { parameter.name }
    var location: SourceLocation? { node["schema"]?.location ?? node.location }

    /// Whether it is written as other names than its own, its members' (OpenAPI 3.1.1, section 4.8.12.6).
    var isSpread: Bool {
        schema.types.contains("object") && parameter.media == nil
            && (parameter.style == "deepObject" || parameter.explode)
    }

    /// The first value that the specification itself shows.
    var example: JSONValue? {
        (node["example"] ?? node["examples"]?.members.map(\.value).first?["value"]).map { JSONValue($0) }
            ?? schema.example
    }

    /// A value that the parameter takes: an example that fits, else one made from its schema; nil where none is found.
    var valid: JSONValue? { sample.value }

    private static func sample(_ parameter: Parameter, _ node: Node, _ schema: SchemaView) -> JSONValue? {
        let fits = { (value: JSONValue) in parameter.schema.accepts(Document(value).root, direction: .request) }
        let shown =
            [node["example"]].compactMap { $0 } + (node["examples"]?.members.compactMap { $0.value["value"] } ?? [])
        return shown.map { JSONValue($0) }.first(where: fits) ?? [schema.example].compactMap { $0 }.first(where: fits)
            ?? Generator().fitting(schema)
    }

    /// `x-owner`: the roles that see other people's objects; nil where objects have no owner.
    var ownerExceptions: [String]? { node["x-owner"].map { $0["except"]?.elements.compactMap(\.string) ?? [] } }
}

/// One media type of a request body with the text behind it.
struct JudgedBody: Sendable {
    let media: MediaType
    let node: Node
    let schema: SchemaView
    private let sample: Once<JSONValue?>

    init(_ media: MediaType, _ node: Node, _ library: SchemaLibrary) {
        self.media = media
        self.node = node
        let schema = SchemaView(node["schema"] ?? node, library)
        self.schema = schema
        sample = Once {
            Self.examples(node).first { media.schema?.accepts(Document($0).root, direction: .request) ?? true }
                ?? Generator().fitting(schema)
        }
    }

    var isJSON: Bool { media.name == "application/json" || media.name.hasSuffix("+json") }

    /// A body that is taken: the first example that fits, else a value made from its schema; nil where none is found.
    var valid: JSONValue? { sample.value }

    /// The values that the specification itself shows, in order.
    var examples: [JSONValue] { Self.examples(node) }

    private static func examples(_ node: Node) -> [JSONValue] {
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
