import JSON

/// Asks for a value of another type.
struct TypeOperator: MutationOperator {
    let name = "type"

    private static let others = [
        "string": "integer", "integer": "string", "number": "string", "boolean": "string", "array": "object",
        "object": "array", "null": "boolean",
    ]

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schema = node.place, node.word == "type", let type = node.value.string,
            let other = Self.others[type]
        else { return [] }
        // An element of a list of types: the others are left as they are.
        return [setting(node, .string(other))]
    }
}
