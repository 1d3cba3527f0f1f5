import JSON

/// Takes a role from those that may call.
struct RoleOperator: MutationOperator {
    let name = "role"
    private static let all = ["viewer", "operator", "admin"]

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.key == nil, node.path.dropLast().last == "bearer", node.path.contains("security") else { return [] }
        guard let list = node.file.document.root.at(JSONPointer(tokens: Array(node.parent))) else { return [] }
        let listed = list.elements.compactMap(\.string)
        // Without its last role a list lets every role in.
        let others = Self.all.filter { !listed.contains($0) }
        let exchanged = others.map { setting(node, .string($0)) }
        return listed.count > 1
            ? [mutation("without \(node.value.string ?? "")", .remove(node.path))] + exchanged : exchanged
    }
}
