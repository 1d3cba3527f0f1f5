import JSON

/// Lets others share a quota.
struct PartitionOperator: MutationOperator {
    let name = "partition"

    private static let others = [
        "user": ["ip", "operation"], "ip": ["user", "operation"], "operation": ["user", "ip"],
    ]

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.file.kind == .limits, let word = node.value.string else { return [] }
        return (Self.others[word] ?? []).map { setting(node, .string($0)) }
    }
}
