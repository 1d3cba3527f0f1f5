public import JSON
public import JSONSchema

/// A schema seen as one thing: what stands in it, behind its `$ref`, and in its `allOf`; or several that judge the same
/// value.
public struct SchemaView: Sendable {
    /// What the value must fit, each of them.
    public let nodes: [Node]
    public let library: SchemaLibrary
    /// The schemas that judge the same value without condition.
    public let parts: [Node]
    /// `anyOf`, `oneOf` and `if` of the parts, of which no branch is chosen yet.
    let choices: [Choice]

    public init(_ node: Node, _ library: SchemaLibrary) { self.init([node], library) }

    init(_ nodes: [Node], _ library: SchemaLibrary) {
        self.nodes = nodes
        self.library = library
        parts = Self.parts(of: nodes, library)
        choices = parts.flatMap { Choice.all(in: $0, library) }
    }

    private init(_ view: SchemaView, adding nodes: [Node], choices rest: [Choice]) {
        self.nodes = view.nodes
        library = view.library
        let known = Set(view.parts.map(NodeKey.init))
        let added = Self.parts(of: nodes, view.library).filter { !known.contains(NodeKey($0)) }
        parts = view.parts + added
        choices = rest + added.flatMap { Choice.all(in: $0, view.library) }
    }

    /// The first choice made in every way, in order; nil where nothing is open.
    var narrowed: [SchemaView]? {
        guard let first = choices.first else { return nil }
        let rest = Array(choices.dropFirst())
        return first.branches.map { SchemaView(self, adding: $0, choices: rest) }
    }

    private static func parts(of nodes: [Node], _ library: SchemaLibrary) -> [Node] {
        var (parts, seen): ([Node], Set<NodeKey>) = ([], [])
        var queue = Array(nodes.reversed())
        while let next = queue.popLast(), parts.count < 256 {
            guard seen.insert(NodeKey(next)).inserted else { continue }
            let target = library.target(of: next)
            // OpenAPI 3.0.4 section 4.7.24: what stands beside a reference is ignored.
            if let target, library.dialect == .openAPI30 || library.dialect == .draft7 {
                queue.append(target)
                continue
            }
            parts.append(next)
            queue += (next["allOf"].map { Array($0.elements) } ?? []).reversed()
            if let target { queue.append(target) }
        }
        return parts
    }

    public var node: Node { nodes[0] }

    public var location: SourceLocation? { node.location }

    /// The keyword, wherever it stands.
    public subscript(_ keyword: String) -> Node? { parts.lazy.compactMap { $0[keyword] }.first }

    /// The keyword, everywhere it stands.
    func all(_ keyword: String) -> [Node] { parts.compactMap { $0[keyword] } }

    /// Whether a value fits, as far as it goes this way.
    public func accepts(_ value: JSONValue, _ direction: CompiledSchema.Direction) -> Bool {
        let root = Document(value).root
        return nodes.allSatisfy { library.compiled($0)?.accepts(root, direction: direction) ?? false }
    }

    /// The members that are described, in order, each once.
    public var properties: [(name: String, schema: SchemaView)] {
        var seen: Set<String> = []
        return parts.flatMap { $0["properties"].map { Array($0.members) } ?? [] }.compactMap { key, _ in
            guard let name = key.string, seen.insert(name).inserted else { return nil }
            return (name, member(name))
        }
    }

    public func property(_ name: String) -> SchemaView? { properties.first { $0.name == name }?.schema }

    /// Everything that judges a member of this name: its description in each part, or what the part says of the rest.
    func member(_ name: String) -> SchemaView {
        let nodes = parts.compactMap { part -> Node? in
            if let described = part["properties"]?[name] { return described }
            guard part["patternProperties"] == nil else { return nil }
            return part["additionalProperties"].flatMap { $0.kind == .object || $0.bool == false ? $0 : nil }
        }
        return SchemaView(nodes.isEmpty ? [Self.anything] : nodes, library)
    }

    /// Names of members that must be there.
    public var required: [String] {
        parts.flatMap { $0["required"]?.elements.compactMap(\.string) ?? [] }
    }

    /// What members must fit that nothing names; nil where it is not said.
    public var rest: SchemaView? {
        let nodes = all("additionalProperties").filter { $0.kind == .object }
        return nodes.isEmpty ? nil : SchemaView(nodes, library)
    }

    public var items: SchemaView? {
        let nodes = all("items").filter { $0.kind != .array }
        return nodes.isEmpty ? nil : SchemaView(nodes, library)
    }

    /// The branches of the first `anyOf` or `oneOf`.
    public var branches: [SchemaView] {
        (self["anyOf"] ?? self["oneOf"])?.elements.map { SchemaView($0, library) } ?? []
    }

    public var isClosed: Bool {
        all("additionalProperties").contains { $0.bool == false }
            || all("unevaluatedProperties").contains { $0.bool == false }
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
        let declared = parts.compactMap(Self.types)
        if let first = declared.first {
            return declared.dropFirst().reduce(first) { known, more in
                known.compactMap { Self.common($0, among: more) }
            }
        }
        if let words { return words.map(\.typeName).distinct }
        let inner = branches.flatMap(\.types).distinct
        return inner.isEmpty ? Self.allTypes : inner
    }

    private static func types(in part: Node) -> [String]? {
        guard let type = part["type"] else { return nil }
        let names = type.string.map { [$0] } ?? type.elements.compactMap(\.string)
        return part["nullable"]?.bool == true ? names + ["null"] : names
    }

    /// The type that both allow: whole numbers are numbers.
    private static func common(_ type: String, among others: [String]) -> String? {
        if others.contains(type) { return type }
        if type == "integer", others.contains("number") { return type }
        return type == "number" && others.contains("integer") ? "integer" : nil
    }

    public static let allTypes = ["object", "array", "string", "integer", "number", "boolean", "null"]

    /// The type to generate, the most telling first.
    public var mainType: String { Self.allTypes.first(where: types.contains) ?? "string" }

    public var example: JSONValue? { (self["example"] ?? self["examples"]?[0]).map { JSONValue($0) } }

    public func int(_ keyword: String) -> Int? { self[keyword]?.int }

    /// The schema of every string, as names are judged.
    static let anyText = constant("{\"type\": \"string\"}", file: "text.json")

    /// The schema of members and elements that nothing describes.
    private static let anything = constant("{}", file: "anything.json")

    private static func constant(_ text: String, file: String) -> Node {
        (try? Document.json(Array(text.utf8), file: file).root) ?? Document(.object([:])).root
    }
}

extension Array where Element: Hashable {
    /// Each once, in the order of first appearance.
    public var distinct: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
