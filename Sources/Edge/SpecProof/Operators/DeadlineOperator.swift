import JSON

/// Leaves no time for an answer.
struct DeadlineOperator: MutationOperator {
    let name = "deadline"

    func mutations(of node: SpecNode) -> [Mutation] {
        node.key == "x-deadline-ms" ? [setting(node, 1)] : []
    }
}
