import JSON

/// Judges one value: yes or no, at the first fault.
struct Evaluator {
    let direction: CompiledSchema.Direction
    /// Why judging was given up; the answer is then worth nothing, and counts as no.
    private(set) var halt: Halt?
    /// Steps left.
    ///
    /// A recursive `oneOf` can double the work at each level of the value: no client may buy that.
    private var steps: Int

    /// Some tenths of a second; a value of 100,000 nodes needs about a tenth of it.
    static let allowedSteps = 3_000_000

    /// Work that was too much.
    enum Halt: Equatable {
        case steps
        case pattern
    }

    init(direction: CompiledSchema.Direction, steps: Int = allowedSteps) {
        self.direction = direction
        self.steps = steps
    }

    /// Counts work; false when there is none left.
    mutating func spend(_ count: Int = 1) -> Bool {
        steps -= count
        if steps < 0, halt == nil { halt = .steps }
        return halt == nil
    }

    mutating func give(up reason: Halt) {
        if halt == nil { halt = reason }
    }

    mutating func accepts(_ node: Node, _ target: Target, of program: Program) -> Bool {
        let owner = program.owner(of: target)
        guard spend() else { return false }
        for index in owner.blocks[Int(target.block)].range {
            guard accepts(node, owner.instructions[index], of: owner) else { return false }
        }
        return true
    }

    /// Whether `node` passes one check.
    ///
    /// Checks for other kinds of value are passed by all.
    mutating func accepts(_ node: Node, _ instruction: Instruction, of program: Program) -> Bool {
        switch instruction {
        case .never: false
        case .kinds(let kinds): kinds.includes(node)
        case .constant(let index): isEqual(node, program.tables.constants[index])
        case .enumeration(let index): contains(program.tables.enumerations[index], node)
        case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf:
            acceptsNumber(node, instruction, of: program)
        case .minLength, .maxLength, .pattern, .format: acceptsString(node, instruction, of: program)
        case .minItems, .maxItems, .uniqueItems, .elements, .contains, .unevaluatedElements:
            acceptsArray(node, instruction, of: program)
        case .minProperties, .maxProperties, .members, .propertyNames, .dependentRequired, .dependentSchemas,
            .unevaluatedMembers:
            acceptsObject(node, instruction, of: program)
        case .call(let target): accepts(node, target, of: program)
        case .unlessNull(let target): node.isNull || accepts(node, target, of: program)
        case .any(let index): acceptsAny(node, program.tables.alternatives[index], of: program)
        case .one(let index): acceptsOne(node, program.tables.alternatives[index], of: program)
        case .not(let target): !accepts(node, target, of: program) && halt == nil
        case .condition(let index): acceptsCondition(node, program.tables.conditions[index], of: program)
        }
    }
}
