import JSON

/// The ops of a program and the memory they point to.
///
/// - Safety: `@unchecked Sendable` since nothing is written after `init`; `program` is set once, by the program that
///   owns this, before anybody sees it.
final class Code: @unchecked Sendable {
    let ops: UnsafeMutablePointer<Op>
    /// One for each block.
    let links: UnsafeMutablePointer<Link>
    unowned(unsafe) var program: Program?
    private let imports: [Code]
    private let memory: CodeMemory

    init(instructions: [Instruction], blocks: [Block], tables: Tables, imports: [Program]) {
        ops = .allocate(capacity: max(1, instructions.count))
        links = .allocate(capacity: max(1, blocks.count))
        memory = CodeMemory(tables)
        self.imports = imports.map(\.code)
        var linker = Linker(
            instructions: instructions, blocks: blocks, tables: tables, imports: self.imports, ops: ops,
            links: links)
        linker.link()
        for (index, instruction) in instructions.enumerated() {
            (ops + index).initialize(to: op(instruction, tables))
        }
    }

    deinit {
        ops.deallocate()
        links.deallocate()
    }

    /// How to go on with `target`.
    func link(_ target: Target) -> UnsafePointer<Link> {
        target.program == Target.own
            ? UnsafePointer(links + Int(target.block))
            : UnsafePointer(imports[Int(target.program)].links + Int(target.block))
    }

    private func op(_ instruction: Instruction, _ tables: Tables) -> Op {
        let anything = Link.anything(ops)
        switch instruction {
        case .never: return .never
        case .kinds(let kinds): return .kinds(kinds)
        case .constant(let index):
            let constant = memory.constants.start + index
            return constant.pointee.name.map { .strings(memory.store([$0.index])) } ?? .constant(constant)
        case .enumeration(let index):
            let list = memory.enumerations.start + index
            return list.pointee.others.isEmpty
                ? .strings(memory.store([list.pointee.strings.index])) : .enumeration(list)
        case .minimum(let index): return .minimum(memory.bounds.start + index)
        case .maximum(let index): return .maximum(memory.bounds.start + index)
        case .exclusiveMinimum(let index): return .exclusiveMinimum(memory.bounds.start + index)
        case .exclusiveMaximum(let index): return .exclusiveMaximum(memory.bounds.start + index)
        case .multipleOf(let index): return .multipleOf(memory.divisors.start + index)
        case .minLength(let limit): return .minLength(limit)
        case .maxLength(let limit): return .maxLength(limit)
        case .pattern(let index): return .pattern(memory.patterns.start + index)
        case .format(let format): return .format(format)
        case .minItems(let limit): return .minItems(limit)
        case .maxItems(let limit): return .maxItems(limit)
        case .uniqueItems: return .uniqueItems
        case .minProperties(let limit): return .minProperties(limit)
        case .maxProperties(let limit): return .maxProperties(limit)
        case .elements(let index):
            let rules = tables.elements[index]
            return .elements(
                memory.store([
                    ElementCode(
                        prefix: memory.store(rules.prefix.map { link($0).pointee }), prefixCount: rules.prefix.count,
                        rest: rules.rest.map { link($0).pointee } ?? anything, isClosed: rules.isClosed)
                ]))
        case .contains(let index):
            let rule = tables.contains[index]
            return .contains(
                memory.store([
                    ContainsCode(link: link(rule.target).pointee, least: rule.least, most: rule.most ?? .max)
                ]))
        case .members(let index): return .members(memory.store([members(tables.members[index], link)]))
        case .propertyNames(let target): return .propertyNames(link(target))
        case .dependentRequired(let index): return .dependentRequired(memory.dependentRequired.start + index)
        case .dependentSchemas(let index):
            let links = memory.store(tables.dependentSchemas[index].map { link($0.target).pointee })
            return .dependentSchemas(
                memory.store([DependentCode(members: memory.dependentSchemas.start + index, links: links)]))
        case .call(let target): return .call(link(target))
        case .any(let index): return .any(branches(tables.alternatives[index], link))
        case .one(let index): return .one(branches(tables.alternatives[index], link))
        case .not(let target): return .not(link(target))
        case .unlessNull(let target): return .unlessNull(link(target))
        case .condition(let index):
            let rule = tables.conditions[index]
            return .condition(
                memory.store([
                    ConditionCode(
                        test: link(rule.test).pointee,
                        consequence: rule.consequence.map { link($0).pointee } ?? anything,
                        alternative: rule.alternative.map { link($0).pointee } ?? anything)
                ]))
        case .unevaluatedMembers(let index): return .unevaluatedMembers(unevaluated(index, tables, link))
        case .unevaluatedElements(let index): return .unevaluatedElements(unevaluated(index, tables, link))
        }
    }

    private func members(_ rules: MemberRules, _ link: (Target) -> UnsafePointer<Link>) -> MemberCode {
        let anything = Link.anything(ops)
        let checks = rules.rules.map { rule in
            CheckCode(
                link: rule.check.target.map { link($0).pointee } ?? anything,
                isDescribed: rule.check.target != nil, access: rule.check.access, isRequired: rule.check.isRequired)
        }
        let patterns = rules.patterns.map { pattern, target in
            PatternCode(pattern: memory.patterns.start + pattern, link: link(target).pointee)
        }
        return MemberCode(
            names: rules.names.index, checks: memory.store(checks), patterns: memory.store(patterns),
            patternCount: patterns.count, rest: rules.rest.map { link($0).pointee } ?? anything,
            isClosed: rules.isClosed,
            required: (
                rules.requiredCount(in: .none), rules.requiredCount(in: .request), rules.requiredCount(in: .response)
            ))
    }

    private func branches(
        _ alternatives: Alternatives, _ link: (Target) -> UnsafePointer<Link>
    ) -> UnsafePointer<BranchCode> {
        let links = alternatives.branches.map { link($0).pointee }
        return memory.store([BranchCode(links: memory.store(links), count: links.count)])
    }

    private func unevaluated(
        _ index: Int, _ tables: Tables, _ link: (Target) -> UnsafePointer<Link>
    ) -> UnsafePointer<UnevaluatedCode> {
        memory.store([
            UnevaluatedCode(
                link: link(tables.unevaluated[index].target).pointee, index: index, code: .passUnretained(self))
        ])
    }
}
