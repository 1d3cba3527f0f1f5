import JSON

/// Opens an object that takes no other members, or takes from it a member that it then refuses.
struct ClosedOperator: MutationOperator {
    let name = "closed"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schema = node.place, node.key == "additionalProperties", node.value.bool == false else { return [] }
        let opened = setting(node, true)
        let taken = node.siblings("properties")?.members.compactMap { $0.key.string }.prefix(3).map { name in
            mutation(
                "without the member \(name), which is then one too many",
                .remove(node.parent + ["properties", name]),
                .set(node.parent + ["required"], node.requiredNames(without: name)))
        }
        return node.isAnswered && !node.isAsked ? (taken ?? []) + [opened] : [opened] + (taken ?? [])
    }
}

extension SpecNode {
    /// The value beside it under a key.
    func siblings(_ key: String) -> Node? { file.document.root.at(JSONPointer(tokens: Array(parent)))?[key] }

    /// The names that the schema around it requires, but one.
    func requiredNames(without name: String) -> JSONValue {
        .array((siblings("required")?.elements.compactMap(\.string) ?? []).filter { $0 != name }.map { .string($0) })
    }
}
