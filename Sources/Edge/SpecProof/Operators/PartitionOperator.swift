import JSON

/// Lets others share a quota, or be let in when it cannot be counted.
struct PartitionOperator: MutationOperator {
    let name = "partition"

    private static let others = [
        "user": ["ip", "operation"], "ip": ["user", "operation"], "operation": ["user", "ip"], "allow": ["deny"],
        "deny": ["allow"],
    ]

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.file.kind == .limits, let word = node.value.string else { return [] }
        return (Self.others[word] ?? []).map { setting(node, .string($0)) }
    }
}
