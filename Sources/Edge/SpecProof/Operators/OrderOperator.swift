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
        return events.filter { $0 != name }.prefix(2).map { setting(node, .string($0)) }
    }
}
