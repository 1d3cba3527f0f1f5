import JSON

/// Takes an error code from those an operation may answer with.
struct CodeOperator: MutationOperator {
    let name = "code"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.key == nil, node.word == "x-error-codes" else { return [] }
        return [mutation("without \(node.value.string ?? "")", .remove(node.path))]
    }
}
