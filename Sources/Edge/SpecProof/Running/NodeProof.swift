import ConformanceSuite

/// Tries the mutations of one node until one shows that its line counts.
struct NodeProof {
    let bench: Bench
    /// Changes of one node that are tried on either side before it is given up.
    private static let most = 4

    func prove(_ node: SpecNode) async throws -> NodeVerdict {
        let mutations = Operators.mutations(of: node)
        if node.isText { return try await published(node, mutations.prefix(2)) ?? NodeVerdict(node, .dead) }
        let profile: Profile = node.file.kind == .limits ? .plain : .wide
        var refused: NodeVerdict?
        for side in [Mutation.Side.served, .judged] {
            for mutation in mutations.filter({ $0.side == side }).prefix(Self.most) {
                let selections = RuleChoice.selections(of: node)
                switch try await bench.outcome(of: mutation, in: node.file, selections, profile) {
                case .red(let rule, let finding):
                    let standing: Standing = side == .served ? .enforced : .watched
                    return NodeVerdict(node, standing, mutation, rule: rule, finding: finding)
                case .refusedAtStart(let mistake):
                    refused = refused ?? NodeVerdict(node, .refused, mutation, rule: "amas check", finding: mistake)
                case .green, .unreadable: continue
                }
            }
            if let refused { return refused }
        }
        let served = mutations.filter { $0.side == .served }
        return try await published(node, served.prefix(2)) ?? NodeVerdict(node, .dead, mutations.first)
    }

    /// Whether the published documents show the change.
    private func published(_ node: SpecNode, _ mutations: ArraySlice<Mutation>) async throws -> NodeVerdict? {
        var refused: NodeVerdict?
        for mutation in mutations where mutation.side == .served {
            switch try await bench.outcome(of: mutation, in: node.file, [RuleChoice.documents], .plain) {
            case .red(let rule, let finding):
                return NodeVerdict(node, .published, mutation, rule: rule, finding: finding)
            case .refusedAtStart(let mistake):
                refused = NodeVerdict(node, .refused, mutation, rule: "amas check", finding: mistake)
            case .green, .unreadable: continue
            }
        }
        return refused
    }
}
