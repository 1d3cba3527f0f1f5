import JSON

/// Asks for a text that nobody sends, or for any.
struct PatternOperator: MutationOperator {
    let name = "pattern"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schema = node.place, node.key == "pattern", node.value.string != nil else { return [] }
        return [setting(node, "^zz_never$"), mutation("any text", .remove(node.path))]
    }
}
