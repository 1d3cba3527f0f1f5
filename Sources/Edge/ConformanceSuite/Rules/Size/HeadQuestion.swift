import APISpec

extension Run {
    /// A plain question whose head a rule can make longer; nil, with the rule skipped, where there is none.
    func headAsk(_ rule: Rule) -> Ask? {
        guard spec.limits != nil else {
            skip(rule, "limits", "the specification has no limits.yaml", .nothingToStandOn)
            return nil
        }
        guard let one = spec.operations.first(where: { $0.isSafe && $0.operation.path.parameterNames.isEmpty }),
            let identity = caller(of: one) ?? identities.first
        else {
            skip(rule, "limits", "no operation that only reads and needs no object")
            return nil
        }
        return ask(one, base(of: one, as: identity, path: one.operation.path.text), as: identity, "")
    }
}
