import JSON

/// Writes another word.
struct WordOperator: MutationOperator {
    let name = "word"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard let text = node.value.string, node.key != "$ref" else { return [] }
        if case .schema = node.place, node.file.kind != .agents, node.file.kind != .integrations { return [] }
        return [setting(node, .string(text + "_zz"))]
    }
}
