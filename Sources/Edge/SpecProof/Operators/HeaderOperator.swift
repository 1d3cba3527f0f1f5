import JSON

/// Promises a header field that is never sent in place of one that is.
struct HeaderOperator: MutationOperator {
    let name = "header"

    func mutations(of node: SpecNode) -> [Mutation] {
        // "$ref" under the name of a field, or a key of the field itself.
        guard let position = node.path.lastIndex(of: "headers"), position + 1 < node.path.count - 1,
            node.isUsed(.answer, .refusal) || node.path.first == "components"
        else { return [] }
        let field = Array(node.path[...(position + 1)])
        let headers = Array(node.path[...position])
        return [
            mutation(
                "X-Zz-Absent for \(field.last ?? "")", .remove(field),
                .set(headers + ["X-Zz-Absent"], ["required": true, "schema": ["type": "string"]]))
        ]
    }
}
