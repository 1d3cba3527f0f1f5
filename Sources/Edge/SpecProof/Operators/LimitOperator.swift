import JSON

/// Raises a limit, or lowers it.
struct LimitOperator: MutationOperator {
    let name = "limit"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.file.kind == .limits, let value = node.value.int else { return [] }
        return [value * 2, max(1, value / 2), value + 1, 1].filter { $0 != value }.map { setting(node, .integer($0)) }
    }
}
