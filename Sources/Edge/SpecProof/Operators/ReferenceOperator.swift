import JSON

/// Puts something else in place of what is referred to.
struct ReferenceOperator: MutationOperator {
    let name = "reference"

    func mutations(of node: SpecNode) -> [Mutation] {
        guard node.key == "$ref", let target = node.value.string else { return [] }
        let parent = Array(node.parent)
        if case .schema = node.place {
            return [mutation("nothing fits in place of \(target)", .set(parent, ["const": "zz_other"]))]
        }
        // What stands beside the others in a list or under a name can be left out.
        guard let name = parent.last, name != "channel" else { return [] }
        return [mutation("without \(target)", .remove(parent))]
    }
}
