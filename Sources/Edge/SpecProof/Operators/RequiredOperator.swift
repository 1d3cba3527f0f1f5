import JSON

/// Asks for a member less, or for one that is never there.
struct RequiredOperator: MutationOperator {
    let name = "required"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schema = node.place, node.word == "required", node.key == nil, let name = node.value.string else {
            return []
        }
        let dropped = mutation("\(name) is not required", .remove(node.path))
        let absent = mutation("zz_absent is required for \(name)", .set(node.path, "zz_absent"))
        return node.isAnswered && !node.isAsked ? [absent, dropped] : [dropped, absent]
    }
}
