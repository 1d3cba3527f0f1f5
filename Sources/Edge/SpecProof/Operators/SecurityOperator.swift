import JSON

/// Opens an operation to everybody, or closes one that is open.
struct SecurityOperator: MutationOperator {
    let name = "security"

    func mutations(of node: SpecNode) -> [Mutation] {
        if node.key == "security", node.value.kind == .array {
            return node.value.count == 0
                ? [setting(node, [["bearer": []]])] : [mutation("open to everybody", .set(node.path, []))]
        }
        guard node.key == "bearer", node.path.contains("security"), node.value.kind == .array else { return [] }
        let opened = mutation("open to everybody", .set(Array(node.path.dropLast(2)), []))
        return [opened, setting(node, ["admin"])]
    }
}
