import JSON

/// The text of every `$ref` of a file, in the order of the file.
///
/// Data of the author's, such as examples and defaults, is left out: a `$ref` in it is no reference. Keys that start
/// with x- are looked into, because tools that follow references follow those too.
struct ReferenceScan: Sequence, IteratorProtocol {
    private var pending: [(node: Node, isNameMap: Bool)]
    private static let key = "$ref"

    init(_ document: Document) { pending = [(document.root, false)] }

    mutating func next() -> Node? {
        while let (node, isNameMap) = pending.popLast() {
            switch node.kind {
            case .array: for element in node.elements.reversed() { push(element, false) }
            case .object:
                let reference = isNameMap ? nil : node[Self.key].flatMap { $0.kind == .string ? $0 : nil }
                pushMembers(of: node, isNameMap)
                if let reference { return reference }
            default: break
            }
        }
        return nil
    }

    private mutating func pushMembers(of node: Node, _ isNameMap: Bool) {
        for (key, value) in node.members.reversed() where value.kind == .object || value.kind == .array {
            guard !isNameMap else {
                push(value, false)
                continue
            }
            let name = key.keyText
            if Self.data.contains(name) || name == "examples" && value.kind == .array { continue }
            push(value, Self.nameMaps.contains(name) && value.kind == .object)
        }
    }

    private mutating func push(_ node: Node, _ isNameMap: Bool) {
        if node.kind == .object || node.kind == .array { pending.append((node, isNameMap)) }
    }

    /// Keys whose values are anything.
    private static let data: Set<String> = ["example", "default", "enum", "const", "value", "security", "mapping"]

    /// Keys whose values map names of the author's choice to objects.
    private static let nameMaps: Set<String> = [
        "properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "schemas", "responses",
        "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks", "pathItems",
        "paths", "webhooks", "content", "encoding", "variables",
    ]
}
