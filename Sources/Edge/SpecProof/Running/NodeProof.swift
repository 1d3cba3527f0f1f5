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
        let selections = RuleChoice.selections(of: node)
        var refused: NodeVerdict?
        var isUnnoticed = false
        for mutation in mutations.filter({ $0.side == .served }).prefix(Self.most) {
            switch try await surely(mutation, node, selections, profile) {
            case .red(let rule, let finding):
                return NodeVerdict(node, .enforced, mutation, rule: rule, finding: finding)
            case .refusedAtStart(let mistake):
                refused = refused ?? NodeVerdict(node, .refused, mutation, rule: "amas check", finding: mistake)
            case .green: isUnnoticed = true
            case .unreadable: continue
            }
        }
        // That one word is refused says little where another changes nothing.
        if let refused, !isUnnoticed { return refused }
        for mutation in mutations.filter({ $0.side == .judged }).prefix(Self.most) {
            if case .red(let rule, let finding) = try await surely(mutation, node, selections, profile) {
                return NodeVerdict(node, .watched, mutation, rule: rule, finding: finding)
            }
        }
        let served = mutations.filter { $0.side == .served }
        return try await published(node, served.prefix(2)) ?? NodeVerdict(node, .dead, mutations.first)
    }

    /// The outcome; what a rule that measures or counts has found must come again, and not where nothing was changed.
    private func surely(
        _ mutation: Mutation, _ node: SpecNode, _ selections: [Selection], _ profile: Profile
    ) async throws -> Outcome {
        let outcome = try await bench.outcome(of: mutation, in: node.file, selections, profile)
        guard case .red(let rule, _) = outcome, RuleChoice.measures(rule) else { return outcome }
        guard case .red = try await bench.outcome(of: mutation, in: node.file, selections, profile),
            case .green = try await bench.unchanged(selections, profile)
        else { return .green }
        return outcome
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
