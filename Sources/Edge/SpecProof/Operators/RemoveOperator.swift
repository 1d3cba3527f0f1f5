import JSON

/// Leaves out a member or an element; of a schema's properties, what requires it with it.
struct RemoveOperator: MutationOperator {
    let name = "remove"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schemas = node.place, let name = node.key, node.path.dropLast().last == "properties" else {
            return [mutation("without it", .remove(node.path))]
        }
        let schema = Array(node.path.dropLast(2))
        let required = node.file.document.root.at(JSONPointer(tokens: schema))?["required"]
        let names = required?.elements.compactMap(\.string).filter { $0 != name }
        guard let names else { return [mutation("without it", .remove(node.path))] }
        return [
            mutation(
                "without it", .remove(node.path), .set(schema + ["required"], .array(names.map { .string($0) })))
        ]
    }
}
