import JSON

/// Exchanges an event for another in what the order of events says.
struct OrderOperator: MutationOperator {
    let name = "order"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.file.kind == .asyncAPI, let name = node.value.string,
            node.path.contains("x-order") || node.path.contains("x-replies")
        else { return [] }
        let events = node.file.document.root["components"]?["messages"]?.members.compactMap { $0.key.string } ?? []
        guard events.contains(name) else { return [] }
        let others = events.filter { $0 != name }
        // From the middle of the list, where events come that others follow.
        return others.dropFirst(others.count / 3).prefix(2).map { setting(node, .string($0)) }
    }
}
