import JSON

/// Collects the faults of one value, with their places.
struct Explainer {
    var evaluator: Evaluator
    /// Where in the value the explainer is.
    var path = JSONPointer()
    private(set) var violations: [Violation] = []
    private let limit: Int
    private var reportedHalt = false
    private var trials = 0

    /// Explains values on `tape`, and is good while that is.
    init(
        tape: TapeView, direction: CompiledSchema.Direction, limit: Int, steps: Int = Evaluator.allowedSteps
    ) {
        evaluator = Evaluator(tape: tape, direction: direction, steps: steps)
        self.limit = limit
    }

    /// What was found; never empty if judging was given up.
    var result: [Violation] {
        guard evaluator.halt != nil, !reportedHalt else { return violations }
        return violations + [.unexplained(haltMessage)]
    }

    var isFull: Bool { violations.count >= limit || reportedHalt }

    /// Adds the faults of `node` by the schema `target`.
    mutating func explain(_ node: Node, _ target: Target, of program: Program) {
        let owner = program.owner(of: target)
        guard evaluator.spend() else { return }
        for index in owner.blocks[Int(target.block)].range {
            if isFull { return }
            let count = violations.count
            explain(node, owner.instructions[index], Step(program: owner, index: index))
            // A value of the wrong kind, or outside a closed list, breaks the rest for no reason of its own.
            if violations.count > count, owner.instructions[index].rank <= 1 { return }
        }
    }

    /// Likewise for a value one level deeper.
    mutating func explain(_ node: Node, at token: String, _ target: Target, of program: Program) {
        path.tokens.append(token)
        explain(node, target, of: program)
        path.tokens.removeLast()
    }

    private mutating func explain(_ node: Node, _ instruction: Instruction, _ step: Step) {
        let program = step.program
        switch instruction {
        case .call(let target): explain(node, target, of: program)
        case .unlessNull(let target): if !node.isNull { explain(node, target, of: program) }
        case .members(let index): explainMembers(node, program.tables.members[index], step)
        case .elements(let index): explainElements(node, program.tables.elements[index], step)
        case .propertyNames(let target): explainNames(node, target, step)
        case .dependentSchemas(let index): explainDependents(node, program.tables.dependentSchemas[index], step)
        case .condition(let index): explainCondition(node, program.tables.conditions[index], step)
        case .dependentRequired(let index): explainDependents(node, program.tables.dependentRequired[index], step)
        case .any(let index): explainAny(node, program.tables.alternatives[index], step)
        case .one(let index): explainOne(node, program.tables.alternatives[index], step)
        case .unevaluatedMembers(let index): explainUnevaluatedMembers(node, program.tables.unevaluated[index], step)
        case .unevaluatedElements(let index): explainUnevaluatedElements(node, program.tables.unevaluated[index], step)
        default: explainCheck(node, instruction, step)
        }
    }

    /// A check that is passed or not, with one message.
    private mutating func explainCheck(_ node: Node, _ instruction: Instruction, _ step: Step) {
        let fits = evaluator.accepts(node, instruction: step.index, of: step.program)
        if !fits, !haltIsReported(step) { report(message(for: instruction, node, of: step.program), step) }
    }

    /// If judging was given up, says so here, as the last fault there is.
    mutating func haltIsReported(_ step: Step) -> Bool {
        guard evaluator.halt != nil else { return false }
        report(haltMessage, step)
        reportedHalt = true
        return true
    }

    mutating func report(_ message: String, _ step: Step) {
        report(message, as: step.place.keyword, at: step.place.node)
    }

    /// Reports a fault of the value at `path`, or of its member `token`.
    mutating func report(_ message: String, as keyword: Keyword, at schema: Node, token: String? = nil) {
        guard !isFull else { return }
        let instance = token.map { path.appending($0) } ?? path
        violations.append(
            Violation(instance: instance, keyword: keyword.rawValue, message: message, rule: schema))
    }

    /// Runs `body` and takes back the faults it reported.
    mutating func trial(_ body: (inout Explainer) -> Void) -> [Violation] {
        let before = violations
        violations = []
        trials += 1
        body(&self)
        trials -= 1
        defer { violations = before }
        return violations
    }

    /// Whether branches may still be tried: trials inside trials multiply.
    var canTry: Bool { trials < 4 }

    /// Adds faults that a trial found.
    mutating func adopt(_ found: [Violation]) {
        violations.append(contentsOf: found.prefix(max(0, limit - violations.count)))
    }

    private var haltMessage: String {
        let work = evaluator.halt == .pattern ? "match against a pattern" : "check against the schema"
        return "takes too much work to \(work)"
    }
}

/// An instruction with where it comes from.
struct Step {
    let program: Program
    let index: Int

    var place: Place { program.places[index] }
}
