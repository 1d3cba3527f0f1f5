import APISpec
import JSON

/// Visits every object of an OpenAPI document that the standard gives a meaning, without examples and other data.
///
/// By turns and not by recursion, so that no nesting is too deep.
struct DocumentWalk: Sequence, IteratorProtocol {
    private var pending: [(node: Node, isNameMap: Bool)]

    init(_ root: Node) { pending = [(root, false)] }

    /// The next object; a map from names of the author's choice is none.
    mutating func next() -> Node? {
        while let (node, isNameMap) = pending.popLast() {
            switch node.kind {
            case .array: pending += node.elements.map { ($0, false) }.reversed()
            case .object:
                pending += children(of: node, isNameMap).reversed()
                if !isNameMap { return node }
            default: break
            }
        }
        return nil
    }

    private func children(of node: Node, _ isNameMap: Bool) -> [(Node, Bool)] {
        node.members.compactMap { key, value in
            guard !isNameMap else { return (value, false) }
            let name = key.nameText
            if name.hasPrefix("x-") || Self.data.contains(name) { return nil }
            // `security` and links hold names and values, no objects of the standard.
            return (value, Self.nameMaps.contains(name) && value.kind == .object)
        }
    }

    /// Keys whose values are anything.
    private static let data: Set<String> = ["example", "default", "enum", "const", "security", "mapping"]

    /// Keys whose values map names to objects.
    private static let nameMaps: Set<String> = [
        "properties", "patternProperties", "dependentSchemas", "$defs", "definitions", "schemas", "responses",
        "parameters", "examples", "requestBodies", "headers", "securitySchemes", "links", "callbacks", "pathItems",
        "paths", "webhooks", "content", "encoding", "variables",
    ]
}
