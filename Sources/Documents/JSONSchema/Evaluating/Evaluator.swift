import JSON

/// Judges one value: yes or no, at the first fault.
///
/// Runs over plain memory, without counting references: it is good while the tape it was made for is.
struct Evaluator {
    let tape: TapeView
    let direction: CompiledSchema.Direction
    /// Why judging was given up; the answer is then worth nothing, and counts as no.
    private(set) var halt: Halt?
    /// Steps left.
    ///
    /// A recursive `oneOf` can double the work at each level of the value: no client may buy that.
    private(set) var steps: Int

    /// Some tenths of a second; a value of 100,000 nodes needs about a tenth of it.
    static let allowedSteps = 3_000_000

    /// Work that was too much.
    enum Halt: Equatable {
        case steps
        case pattern
    }

    init(tape: TapeView, direction: CompiledSchema.Direction, steps: Int = allowedSteps) {
        self.tape = tape
        self.direction = direction
        self.steps = steps
    }

    /// Counts work; false when there is none left.
    @inline(__always)
    mutating func spend(_ count: Int = 1) -> Bool {
        steps -= count
        if steps < 0 { return exhaust() }
        return true
    }

    private mutating func exhaust() -> Bool {
        if halt == nil { halt = .steps }
        return false
    }

    mutating func give(up reason: Halt) {
        if halt == nil { halt = reason }
    }

    /// Whether `value` fits the schema behind `link`.
    @inline(__always)
    mutating func accepts(_ value: Value, _ link: Link) -> Bool {
        guard link.kinds.contains(value.pointee.kind.set) || isIntegral(value, link.kinds) else { return false }
        return link.count == 0 || run(value, link.code, Int(link.count))
    }

    private mutating func run(_ value: Value, _ code: UnsafePointer<Op>, _ count: Int) -> Bool {
        guard spend() else { return false }
        for index in 0..<count {
            guard accepts(value, code[index]) else { return false }
        }
        return true
    }

    /// Whether `value` is of one of `kinds`.
    @inline(__always)
    func isOf(_ kinds: KindSet, _ value: Value) -> Bool {
        kinds.contains(value.pointee.kind.set) || isIntegral(value, kinds)
    }

    /// Whether `value` is a number such as 1.0 where integers fit.
    @inline(__always)
    private func isIntegral(_ value: Value, _ kinds: KindSet) -> Bool {
        value.pointee.kind == .number && kinds.contains(.integer) && tape.node(at: value).isIntegral
    }

    /// Whether `value` passes one check.
    ///
    /// Checks for other kinds of value are passed by all.
    mutating func accepts(_ value: Value, _ op: Op) -> Bool {
        switch op {
        case .never: false
        case .kinds(let kinds): isOf(kinds, value)
        case .strings(let names): value.pointee.kind == .string && names.pointee.find(key(value)) >= 0
        case .constant(let constant): isEqual(value, constant)
        case .enumeration(let list): isOne(value, of: list)
        case .minimum(let bound): !isNumber(value) || bound.pointee.order(of: value, tape) != .below
        case .maximum(let bound): !isNumber(value) || bound.pointee.order(of: value, tape) != .above
        case .exclusiveMinimum(let bound): !isNumber(value) || bound.pointee.order(of: value, tape) == .above
        case .exclusiveMaximum(let bound): !isNumber(value) || bound.pointee.order(of: value, tape) == .below
        case .multipleOf(let divisor): !isNumber(value) || divisor.pointee.divides(tape.node(at: value))
        case .minLength(let limit): value.pointee.kind != .string || scalarCount(value, upTo: limit) >= limit
        case .maxLength(let limit): value.pointee.kind != .string || isAtMost(limit, value)
        case .pattern(let pattern): value.pointee.kind != .string || matches(value, pattern)
        case .format(let format): accepts(value, format)
        case .minItems(let limit): value.pointee.kind != .array || Int(value.pointee.low) >= limit
        case .maxItems(let limit): value.pointee.kind != .array || Int(value.pointee.low) <= limit
        case .uniqueItems: value.pointee.kind != .array || equalElements(of: value) == nil && halt == nil
        case .elements(let code): value.pointee.kind != .array || acceptsElements(value, code)
        case .contains(let code): value.pointee.kind != .array || acceptsContains(value, code)
        case .minProperties(let limit): value.pointee.kind != .object || Int(value.pointee.low) >= limit
        case .maxProperties(let limit): value.pointee.kind != .object || Int(value.pointee.low) <= limit
        case .members(let code): value.pointee.kind != .object || acceptsMembers(value, code)
        case .propertyNames(let link): value.pointee.kind != .object || acceptsNames(value, link)
        case .dependentRequired(let rules): value.pointee.kind != .object || hasDependents(value, rules)
        case .dependentSchemas(let code): value.pointee.kind != .object || acceptsDependents(value, code)
        case .call(let link): accepts(value, link.pointee)
        case .any(let code): acceptsAny(value, code)
        case .one(let code): acceptsOne(value, code)
        case .not(let link): !accepts(value, link.pointee) && halt == nil
        case .unlessNull(let link): value.pointee.kind == .null || accepts(value, link.pointee)
        case .condition(let code): acceptsCondition(value, code)
        case .unevaluatedMembers(let code): value.pointee.kind != .object || acceptsUnevaluatedMembers(value, code)
        case .unevaluatedElements(let code): value.pointee.kind != .array || acceptsUnevaluatedElements(value, code)
        }
    }
}

// For whoever explains: by node, instruction and target.
extension Evaluator {
    mutating func accepts(_ node: Node, _ target: Target, of program: Program) -> Bool {
        accepts(tape.entry(of: node), program.code.link(target).pointee)
    }

    mutating func accepts(_ node: Node, instruction index: Int, of program: Program) -> Bool {
        accepts(tape.entry(of: node), program.code.ops[index])
    }
}
