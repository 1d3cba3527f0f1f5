import JSON

/// Moves a bound: by one where requests are judged, beyond every value where answers are.
struct BoundOperator: MutationOperator {
    let name = "bound"

    private static let lower: Set<String> = ["minimum", "exclusiveMinimum"]
    private static let upper: Set<String> = ["maximum", "exclusiveMaximum"]
    private static let least: Set<String> = ["minLength", "minItems", "minProperties"]
    private static let most: Set<String> = ["maxLength", "maxItems", "maxProperties"]

    func mutations(of node: SpecNode) -> [Mutation] {
        guard case .schema = node.place, let key = node.key, let value = node.value.int else { return [] }
        let isFloor = Self.lower.contains(key) || Self.least.contains(key)
        guard isFloor || Self.upper.contains(key) || Self.most.contains(key) else { return [] }
        let step = isFloor ? -1 : 1
        let isCount = Self.least.contains(key) || Self.most.contains(key)
        var byOne = [value + step, value - step].filter { !isCount || $0 >= 0 }.map { setting(node, .integer($0)) }
        byOne = byOne.isEmpty ? [setting(node, .integer(value + 1))] : byOne
        let beyond = setting(node, .integer(isFloor ? 1_000_000_000 : isCount ? 0 : -1_000_000_000))
        return node.isAnswered ? (node.isAsked ? byOne + [beyond] : [beyond]) : byOne
    }
}
