import JSON

/// `unevaluatedProperties` and `unevaluatedItems`: JSON Schema core section 11.
///
/// What the other keywords have judged is found out afterwards, and only where one of these two asks: judging itself
/// keeps no record.
extension ProgramBuilder {
    mutating func compileUnevaluated(_ entry: SchemaEntry, in site: SchemaSite) {
        let rule = UnevaluatedRule(
            target: child(entry.value, of: entry, in: site), isClosed: entry.value.bool == false,
            home: Target(block: site.block))
        tables.unevaluated.append(rule)
        let index = tables.unevaluated.count - 1
        let isOfMembers = entry.keyword == .unevaluatedProperties
        emit(isOfMembers ? .unevaluatedMembers(index) : .unevaluatedElements(index), for: entry, in: site)
    }
}

/// What must hold for members or elements that no other keyword judged.
struct UnevaluatedRule: Sendable {
    let target: Target
    /// Whether there may be none.
    let isClosed: Bool
    /// The schema that the rule stands in.
    let home: Target
}

/// Which members or elements of one value have been judged, by position.
struct Marks {
    private(set) var isMarked: [Bool]

    init(count: Int) {
        isMarked = Array(repeating: false, count: count)
    }

    mutating func mark(_ position: Int) {
        if position < isMarked.count { isMarked[position] = true }
    }

    mutating func markAll() {
        isMarked = Array(repeating: true, count: isMarked.count)
    }
}

extension Evaluator {
    mutating func acceptsUnevaluatedMembers(_ value: Value, _ code: UnsafePointer<UnevaluatedCode>) -> Bool {
        guard let (program, rule) = code.pointee.rule else { return false }
        let marks = marks(on: tape.node(at: value), for: rule, of: program)
        var name = value + 1
        for isMarked in marks.isMarked {
            if !isMarked {
                guard !rule.isClosed, accepts(name + 1, code.pointee.link) else { return false }
            }
            name += 1 + name[1].span
        }
        return halt == nil
    }

    mutating func acceptsUnevaluatedElements(_ value: Value, _ code: UnsafePointer<UnevaluatedCode>) -> Bool {
        guard let (program, rule) = code.pointee.rule else { return false }
        let marks = marks(on: tape.node(at: value), for: rule, of: program)
        var element = value + 1
        for isMarked in marks.isMarked {
            if !isMarked {
                guard !rule.isClosed, accepts(element, code.pointee.link) else { return false }
            }
            element += element.pointee.span
        }
        return halt == nil
    }

    /// What the keywords beside `rule` have judged.
    mutating func marks(on node: Node, for rule: UnevaluatedRule, of program: Program) -> Marks {
        var marks = Marks(count: node.count)
        for instruction in program.instructions[program.blocks[Int(rule.home.block)].range] {
            switch instruction {
            case .unevaluatedMembers, .unevaluatedElements: break
            default: mark(node, instruction, of: program, &marks)
            }
        }
        return marks
    }

    private mutating func mark(_ node: Node, _ target: Target, of program: Program, _ marks: inout Marks) {
        let owner = program.owner(of: target)
        guard spend() else { return }
        for index in owner.blocks[Int(target.block)].range {
            mark(node, owner.instructions[index], of: owner, &marks)
        }
    }

    private mutating func mark(_ node: Node, _ instruction: Instruction, of program: Program, _ marks: inout Marks) {
        switch instruction {
        case .members(let index): markMembers(node, program.tables.members[index], of: program, &marks)
        case .elements(let index): markElements(program.tables.elements[index], &marks)
        case .contains(let index):
            for (position, element) in node.elements.enumerated() {
                if accepts(element, program.tables.contains[index].target, of: program) { marks.mark(position) }
            }
        case .unevaluatedMembers where node.kind == .object: marks.markAll()
        case .unevaluatedElements where node.kind == .array: marks.markAll()
        case .call(let target), .unlessNull(let target): mark(node, target, of: program, &marks)
        case .any(let index), .one(let index):
            markBranches(node, program.tables.alternatives[index], of: program, &marks)
        case .condition(let index): markCondition(node, program.tables.conditions[index], of: program, &marks)
        case .dependentSchemas(let index):
            for rule in program.tables.dependentSchemas[index] where node[rule.member] != nil {
                mark(node, rule.target, of: program, &marks)
            }
        default: break
        }
    }

    private mutating func markMembers(_ node: Node, _ rules: MemberRules, of program: Program, _ marks: inout Marks) {
        if rules.rest != nil { return marks.markAll() }
        for (position, (key, _)) in node.members.enumerated() {
            let isNamed = rules.check(for: key)?.target != nil
            if isNamed || rules.patterns.contains(where: { matches(key, $0.pattern, of: program) }) {
                marks.mark(position)
            }
        }
    }

    private func markElements(_ rules: ElementRules, _ marks: inout Marks) {
        if rules.rest != nil { marks.markAll() }
        for position in rules.prefix.indices { marks.mark(position) }
    }

    /// Branches that fit have judged.
    ///
    /// If none fits, that is the fault to report: all count, so that no other follows.
    private mutating func markBranches(
        _ node: Node, _ alternatives: Alternatives, of program: Program, _ marks: inout Marks
    ) {
        let fitting = alternatives.branches.filter { accepts(node, $0, of: program) }
        for branch in fitting.isEmpty ? alternatives.branches : fitting { mark(node, branch, of: program, &marks) }
    }

    private mutating func markCondition(
        _ node: Node, _ condition: Condition, of program: Program, _ marks: inout Marks
    ) {
        let fits = accepts(node, condition.test, of: program)
        if fits { mark(node, condition.test, of: program, &marks) }
        if let branch = fits ? condition.consequence : condition.alternative { mark(node, branch, of: program, &marks) }
    }
}

extension UnevaluatedCode {
    fileprivate var rule: (program: Program, rule: UnevaluatedRule)? {
        code.takeUnretainedValue().program.map { ($0, $0.tables.unevaluated[index]) }
    }
}
