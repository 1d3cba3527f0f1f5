public import JSON

/// A schema seen as one thing: what stands in it, behind its `$ref`, and in its `allOf`.
public struct SchemaView: Sendable {
    public let node: Node
    public let documents: DocumentSet
    /// The schemas that judge the same value without condition.
    public let parts: [Node]

    public init(_ node: Node, _ documents: DocumentSet) {
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

    public var location: SourceLocation? { node.location }

    /// The keyword, wherever it stands.
    public subscript(_ keyword: String) -> Node? { parts.lazy.compactMap { $0[keyword] }.first }

    /// The members that are described, in order, each once.
    public var properties: [(name: String, schema: SchemaView)] {
        var seen: Set<String> = []
        return parts.flatMap { $0["properties"].map { Array($0.members) } ?? [] }.compactMap { key, value in
            guard let name = key.string, seen.insert(name).inserted else { return nil }
            return (name, SchemaView(value, documents))
        }
    }

    public func property(_ name: String) -> SchemaView? { properties.first { $0.name == name }?.schema }

    /// Names of members that must be there.
    public var required: [String] { parts.flatMap { $0["required"]?.elements.compactMap(\.string) ?? [] } }

    public var items: SchemaView? { self["items"].map { SchemaView($0, documents) } }

    /// The branches of the first `anyOf` or `oneOf`.
    public var branches: [SchemaView] {
        (self["anyOf"] ?? self["oneOf"])?.elements.map { SchemaView($0, documents) } ?? []
    }

    public var isClosed: Bool {
        self["additionalProperties"]?.bool == false || self["unevaluatedProperties"]?.bool == false
    }

    /// `x-limited-by`: the server takes only some of the values the schema allows, and this says what decides.
    public var isLimitedElsewhere: Bool { self["x-limited-by"] != nil }

    /// The values of `enum` or `const`.
    public var words: [JSONValue]? {
        if let constant = self["const"] { return [JSONValue(constant)] }
        return self["enum"]?.elements.map { JSONValue($0) }
    }

    /// The type names it allows; all where nothing says.
    public var types: [String] {
        if let type = self["type"] { return type.string.map { [$0] } ?? type.elements.compactMap(\.string) }
        if let words { return words.map(\.typeName).distinct }
        let inner = branches.flatMap(\.types).distinct
        return inner.isEmpty ? Self.allTypes : inner
    }

    public static let allTypes = ["object", "array", "string", "integer", "number", "boolean", "null"]

    /// The type to generate, the most telling first.
    public var mainType: String { Self.allTypes.first(where: types.contains) ?? "string" }

    public var example: JSONValue? { (self["example"] ?? self["examples"]?[0]).map { JSONValue($0) } }

    public func int(_ keyword: String) -> Int? { self[keyword]?.int }
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
    public var distinct: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
