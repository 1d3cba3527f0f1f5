import JSON

/// Fills in another value for a member that is left out.
struct DefaultOperator: MutationOperator {
    let name = "default"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schema = node.place, node.word == "default" else { return [] }
        let removal = mutation("nothing is filled in", .remove(node.path))
        guard node.key != nil else { return [removal] }
        switch node.value.kind {
        case .integer:
            let value = node.value.int ?? 0
            return [value + 1, value - 1].map { setting(node, .integer($0)) } + [removal]
        case .boolean: return [setting(node, .bool(node.value.bool != true)), removal]
        case .string:
            let others = node.siblings("enum")?.elements.compactMap(\.string).filter { $0 != node.value.string }
            return (others?.prefix(1).map { setting(node, .string($0)) } ?? [setting(node, "zz")]) + [removal]
        case .null: return [removal]
        default: return [removal]
        }
    }
}
