import JSON

extension Explainer {
    /// Reports the faults by the one branch that was most likely meant.
    mutating func explainBest(_ node: Node, _ alternatives: Alternatives, _ step: Step) {
        if let discriminator = alternatives.discriminator, node.kind == .object {
            if explainChosen(node, discriminator, alternatives, step) { return }
        }
        let wanted = alternatives.branches.map { step.program.expectation(of: $0, for: node, &evaluator) }
        if let merged = Expectation(merging: wanted) {
            report(merged.message(for: node), step)
            return
        }
        // Branches for another kind of value, or another value, were not meant.
        let candidates = zip(alternatives.branches, wanted).filter { $0.1 == nil }.map(\.0)
        explainNearest(node, candidates, of: alternatives.branches.count, step)
    }

    private mutating func explainNearest(_ node: Node, _ candidates: [Target], of count: Int, _ step: Step) {
        guard candidates.count > 1 else {
            for candidate in candidates { explain(node, candidate, of: step.program) }
            return
        }
        guard canTry else {
            report(
                "must fit \(step.place.keyword == .anyOf ? "at least" : "exactly") one of \(count) alternatives", step)
            return
        }
        let faults = candidates.map { candidate in
            trial { $0.explain(node, candidate, of: step.program) }
        }
        let best = faults.min { distance(of: $0) < distance(of: $1) }
        adopt(best ?? [])
    }

    /// How far a branch with these faults is from the value: first by members that tell branches apart, then by
    /// faults of the value itself rather than of what is in it, then by their number.
    private func distance(of faults: [Violation]) -> (Int, Int, Int) {
        let depth = path.tokens.count
        let tags = faults.count { fault in
            fault.instance.tokens.count == depth + 1 && (fault.keyword == "const" || fault.keyword == "enum")
        }
        let unknown = ["additionalProperties", "unevaluatedProperties"]
        let own = faults.count { $0.instance.tokens.count == depth || unknown.contains($0.keyword) }
        return (tags, own, faults.count)
    }
}

/// What a branch wants at the outset: a kind of value, or one of a list.
struct Expectation {
    var kinds: KindSet = []
    var values: [Node] = []

    init(kinds: KindSet = [], values: [Node] = []) {
        self.kinds = kinds
        self.values = values
    }

    /// What all branches together want; nil if one of them has no fault at the outset.
    init?(merging expectations: [Expectation?]) {
        for expectation in expectations {
            guard let expectation else { return nil }
            kinds.formUnion(expectation.kinds)
            values += expectation.values
        }
    }

    func message(for node: Node) -> String {
        if kinds.isEmpty { return Enumeration.message(values, for: node) }
        if values.isEmpty { return "must be \(kinds.text), was \(node.phrase)" }
        return "must be \((values.map(\.quotation) + [kinds.text]).joined(by: "or")), was \(node.quotation)"
    }
}

extension Program {
    /// What `target` wants instead of `node`, if its `type`, `enum` or `const` refuses it.
    func expectation(of target: Target, for node: Node, _ evaluator: inout Evaluator) -> Expectation? {
        let program = owner(of: target)
        for index in program.blocks[Int(target.block)].range {
            if let expectation = program.expectation(at: index, for: node, &evaluator) { return expectation }
        }
        return nil
    }

    private func expectation(at index: Int, for node: Node, _ evaluator: inout Evaluator) -> Expectation? {
        let instruction = instructions[index]
        if case .call(let target) = instruction { return expectation(of: target, for: node, &evaluator) }
        if case .unlessNull(let target) = instruction, !node.isNull {
            return expectation(of: target, for: node, &evaluator)
        }
        if instruction.rank > 1 || evaluator.accepts(node, instruction: index, of: self) { return nil }
        return switch instruction {
        case .kinds(let kinds): Expectation(kinds: kinds)
        case .constant(let index): Expectation(values: [tables.constants[index]])
        case .enumeration(let index): Expectation(values: tables.enumerations[index].values)
        default: nil
        }
    }
}
