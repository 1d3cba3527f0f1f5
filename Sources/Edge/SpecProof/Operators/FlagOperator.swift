import JSON

/// Says yes for no.
struct FlagOperator: MutationOperator {
    let name = "flag"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard let value = node.value.bool, !["additionalProperties", "const", "default", "enum"].contains(node.word)
        else { return [] }
        return [setting(node, .bool(!value))]
    }
}
