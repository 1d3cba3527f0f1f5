import JSON

extension Explainer {
    mutating func explainUnevaluatedMembers(_ node: Node, _ rule: UnevaluatedRule, _ step: Step) {
        guard node.kind == .object else { return }
        let marks = evaluator.marks(on: node, for: rule, of: step.program)
        lazy var absent = step.program.memberNames(in: rule.home).filter { node[$0] == nil }
        for ((key, value), isMarked) in zip(node.members, marks.isMarked) where !isMarked && !isFull {
            let name = key.string ?? ""
            if rule.isClosed {
                report(unknownMember(name, among: absent), as: .unevaluatedProperties, at: step.place.node, token: name)
            } else {
                explain(value, at: name, rule.target, of: step.program)
            }
        }
    }

    mutating func explainUnevaluatedElements(_ node: Node, _ rule: UnevaluatedRule, _ step: Step) {
        guard node.kind == .array else { return }
        let marks = evaluator.marks(on: node, for: rule, of: step.program)
        for ((position, element), isMarked) in zip(node.elements.enumerated(), marks.isMarked)
        where !isMarked && !isFull {
            if rule.isClosed {
                report("must not be present", as: .unevaluatedItems, at: step.place.node, token: String(position))
            } else {
                explain(element, at: String(position), rule.target, of: step.program)
            }
        }
    }
}

extension Program {
    /// The member names that the schemas judging the same value list.
    func memberNames(in target: Target) -> [String] {
        let program = owner(of: target)
        return program.blocks[Int(target.block)].range.flatMap { program.memberNames(of: program.instructions[$0]) }
    }

    private func memberNames(of instruction: Instruction) -> [String] {
        switch instruction {
        case .members(let index): tables.members[index].rules.filter { $0.check.target != nil }.map(\.name)
        case .call(let target), .unlessNull(let target): memberNames(in: target)
        case .any(let index), .one(let index): tables.alternatives[index].branches.flatMap(memberNames(in:))
        default: []
        }
    }
}
