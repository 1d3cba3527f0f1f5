import JSON

extension Program {
    /// The kinds of value that `target` may accept, by its `type`, `enum` and `const`, through `$ref`, `allOf`, `anyOf`
    /// and `oneOf`.
    ///
    /// Other keywords are not asked.
    func kinds(of target: Target) -> KindSet { code.link(target).pointee.kinds }

    /// Likewise for the elements of arrays.
    func elementKinds(of target: Target) -> KindSet {
        let program = owner(of: target)
        return program.instructions[program.blocks[Int(target.block)].range].reduce(KindSet.all) { kinds, instruction in
            kinds.intersection(program.elementKinds(of: instruction))
        }
    }

    private func elementKinds(of instruction: Instruction) -> KindSet {
        switch instruction {
        case .elements(let index): elementKinds(of: tables.elements[index])
        case .call(let target), .unlessNull(let target): elementKinds(of: target)
        case .any(let index), .one(let index): KindSet(tables.alternatives[index].branches.map(elementKinds(of:)))
        default: .all
        }
    }

    private func elementKinds(of rules: ElementRules) -> KindSet {
        KindSet(rules.prefix.map(kinds(of:)) + [rules.rest.map(kinds(of:)) ?? .all])
    }
}
