import JSON

/// Changes what is written for readers.
struct TextOperator: MutationOperator {
    let name = "text"

    func mutations(of node: SpecNode) -> [Mutation] {
        let removal = mutation("without it", .remove(node.path))
        switch node.value.kind {
        case .string: return [setting(node, .string((node.value.string ?? "") + " (changed)")), removal]
        case .integer: return [setting(node, .integer((node.value.int ?? 0) + 1)), removal]
        case .boolean: return [setting(node, .bool(node.value.bool != true)), removal]
        default: return [removal]
        }
    }
}
