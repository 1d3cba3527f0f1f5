import JSON

/// Counts an operation under another rate limit, or under none.
struct CategoryOperator: MutationOperator {
    let name = "category"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.key == "x-ratelimit-category", let name = node.value.string else { return [] }
        return [
            mutation("without a rate limit", .remove(node.path)),
            setting(node, .string(name == "auth" ? "api" : "auth")),
        ]
    }
}
