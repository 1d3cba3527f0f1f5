/// Every operator; those that say most about a line first.
enum Operators {
    static let all: [any MutationOperator] = [
        TypeOperator(), EnumOperator(), RequiredOperator(), BoundOperator(), ClosedOperator(), FormatOperator(),
        PatternOperator(), DefaultOperator(), FlagOperator(), ReferenceOperator(), SecurityOperator(),
        RoleOperator(), CodeOperator(), CategoryOperator(), DeadlineOperator(), BudgetOperator(), StatusOperator(),
        LimitOperator(), PartitionOperator(), HeaderOperator(), OrderOperator(), WordOperator(), NumberOperator(),
        RemoveOperator(),
    ]

    /// The changes of a node, the surest first: as served, then, where a judge alone may follow the line, as judged.
    static func mutations(of node: SpecNode) -> [Mutation] {
        if node.isText { return TextOperator().mutations(of: node) }
        let served = all.flatMap { $0.mutations(of: node) }
        let judged = served.map { mutation in
            var mutation = mutation
            mutation.side = .judged
            return mutation
        }
        return served + judged
    }
}
