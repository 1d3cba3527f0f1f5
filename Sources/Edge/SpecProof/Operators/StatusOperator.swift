import JSON

/// Answers with another status.
struct StatusOperator: MutationOperator {
    let name = "status"

    func mutations(of node: SpecNode) -> [Mutation] {
        if node.file.kind == .errors, node.key == "status", let status = node.value.int {
            return [setting(node, .integer(status < 500 ? (status == 418 ? 400 : 418) : (status == 501 ? 500 : 501)))]
        }
        guard node.path.dropLast().last == "responses", let key = node.key, Int(key) != nil else { return [] }
        return [mutation("status \(key) becomes 299", .rename(node.path, to: "299"))]
    }
}
