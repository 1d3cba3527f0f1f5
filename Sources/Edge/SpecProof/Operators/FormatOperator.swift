import JSON

/// Asks for a text of another format.
struct FormatOperator: MutationOperator {
    let name = "format"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schema = node.place, node.key == "format", let format = node.value.string else { return [] }
        return [
            setting(node, .string(format == "ipv4" ? "date-time" : "ipv4")),
            mutation("any format", .remove(node.path)),
        ]
    }
}
