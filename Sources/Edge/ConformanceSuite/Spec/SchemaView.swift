import JSON

/// A schema seen as one thing: what stands in it, behind its `$ref`, and in its `allOf`.
struct SchemaView: Sendable {
    let node: Node
    let documents: DocumentSet
    /// The schemas that judge the same value without condition.
    let parts: [Node]

    init(_ node: Node, _ documents: DocumentSet) {
        self.node = node
        self.documents = documents
        var parts: [Node] = []
        var queue = [node]
        while let next = queue.popLast(), parts.count < 64 {
            parts.append(next)
            if let reference = next["$ref"]?.string, let target = documents.resolve(reference, from: next) {
                queue.append(target)
            }
            queue += next["allOf"].map { Array($0.elements) } ?? []
        }
        self.parts = parts
    }

    var location: SourceLocation? { node.location }

    /// The keyword, wherever it stands.
    subscript(_ keyword: String) -> Node? { parts.lazy.compactMap { $0[keyword] }.first }

    /// The members that are described, in order, each once.
    var properties: [(name: String, schema: SchemaView)] {
        var seen: Set<String> = []
        return parts.flatMap { $0["properties"].map { Array($0.members) } ?? [] }.compactMap { key, value in
            guard let name = key.string, seen.insert(name).inserted else { return nil }
            return (name, SchemaView(value, documents))
        }
    }

    func property(_ name: String) -> SchemaView? { properties.first { $0.name == name }?.schema }

    /// Names of members that must be there.
    var required: [String] { parts.flatMap { $0["required"]?.elements.compactMap(\.string) ?? [] } }

    var items: SchemaView? { self["items"].map { SchemaView($0, documents) } }

    /// The branches of the first `anyOf` or `oneOf`.
    var branches: [SchemaView] {
        (self["anyOf"] ?? self["oneOf"])?.elements.map { SchemaView($0, documents) } ?? []
    }

    var isClosed: Bool { self["additionalProperties"]?.bool == false || self["unevaluatedProperties"]?.bool == false }

    /// `x-limited-by`: the server takes only some of the values the schema allows, and this says what decides.
    var isLimitedElsewhere: Bool { self["x-limited-by"] != nil }

    /// The values of `enum` or `const`.
    var words: [JSONValue]? {
        if let constant = self["const"] { return [JSONValue(constant)] }
        return self["enum"]?.elements.map { JSONValue($0) }
    }

    /// The type names it allows; all where nothing says.
    var types: [String] {
        if let type = self["type"] { return type.string.map { [$0] } ?? type.elements.compactMap(\.string) }
        if let words { return words.map(\.typeName).distinct }
        let inner = branches.flatMap(\.types).distinct
        return inner.isEmpty ? Self.allTypes : inner
    }

    static let allTypes = ["object", "array", "string", "integer", "number", "boolean", "null"]

    /// The type to generate, the most telling first.
    var mainType: String { Self.allTypes.first(where: types.contains) ?? "string" }

    var example: JSONValue? { (self["example"] ?? self["examples"]?[0]).map { JSONValue($0) } }

    func int(_ keyword: String) -> Int? { self[keyword]?.int }
}

extension JSONValue {
    /// As JSON Schema names it.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "integer"
        case .double, .decimal: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}

extension Array where Element: Hashable {
    /// Each once, in the order of first appearance.
    var distinct: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
