import JSON

/// Leaves an answer the shortest time that a budget can name; only a judge keeps to it.
struct BudgetOperator: MutationOperator {
    let name = "budget"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.key == "p95_ms" else { return [] }
        var mutation = setting(node, 1)
        mutation.side = .judged
        return [mutation]
    }
}
