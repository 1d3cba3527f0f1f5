import JSON

/// Writes another number.
struct NumberOperator: MutationOperator {
    let name = "number"

    func mutations(of node: SpecNode) -> [Mutation] {
        if case .schema = node.place { return [] }
        guard node.file.kind != .limits, node.file.kind != .errors, node.key != "p95_ms", node.key != "x-deadline-ms"
        else { return [] }
        if let value = node.value.int { return [value + 1, value * 10 + 10].map { setting(node, .integer($0)) } }
        return node.value.double.map { [setting(node, .double($0 / 2))] } ?? []
    }
}
