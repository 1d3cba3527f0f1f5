import JSON

/// Puts another value in place of one that a list of values, or a constant, allows.
struct EnumOperator: MutationOperator {
    let name = "enum"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schema = node.place, node.word == "enum" || node.word == "const", !node.isContainer else {
            return []
        }
        switch node.value.kind {
        case .string: return [setting(node, "zz_other"), mutation("without the member", .remove(node.path))]
        case .integer: return [setting(node, .integer((node.value.int ?? 0) + 1_000))]
        case .boolean: return [setting(node, .bool(node.value.bool != true))]
        default: return [mutation("without the member", .remove(node.path))]
        }
    }
}
