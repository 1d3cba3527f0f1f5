public import JSON

/// A schema ready to judge values: immutable, cheap to copy, usable from any number of threads at once.
public struct CompiledSchema: Sendable {
    let program: Program
    let target: Target
    /// What the schema's references lead to.
    let documents: DocumentSet

    /// The schema's own source.
    public let node: Node
    /// The kinds of value that `type`, `enum` and `const` let in, through `$ref`, `allOf`, `anyOf` and `oneOf`; all
    /// kinds if nothing limits them.
    ///
    /// Where only integers fit it holds `.integer` without `.number`.
    public let acceptedKinds: Set<Node.Kind>
    /// Likewise for the elements of an array.
    public let itemKinds: Set<Node.Kind>
    /// The value of `default`, here or behind `$ref`.
    public let defaultValue: Node?
    /// The `default` of each member that an object schema names, through `$ref` and `allOf`.
    public let memberDefaults: [String: Node]

    init(
        program: Program, block: Int, documents: DocumentSet, defaultValue: Node?, memberDefaults: [String: Node]
    ) {
        self.program = program
        self.documents = documents
        target = Target(block: block)
        node = program.blocks[block].node
        acceptedKinds = program.kinds(of: target).nodeKinds
        itemKinds = program.elementKinds(of: target).nodeKinds
        self.defaultValue = defaultValue
        self.memberDefaults = memberDefaults
    }

    /// Which way the value travels, for `readOnly` and `writeOnly`.
    public enum Direction: Sendable {
        /// Neither: both keywords are ignored.
        case none
        /// From the client: members marked `readOnly` are refused, and not required.
        case request
        /// From the server: members marked `writeOnly` are refused, and not required.
        case response
    }

    /// Whether `instance` fits the schema.
    ///
    /// Stops at the first fault and, as a rule, allocates nothing.
    public func accepts(_ instance: Node, direction: Direction = .none) -> Bool {
        // What a closure captures is copied, and a copy of the schema counts many references.
        let (program, target) = (program, target)
        return instance.withTape { tape in
            var evaluator = Evaluator(tape: tape, direction: direction)
            let isAccepted = withExtendedLifetime(program) { evaluator.accepts(instance, target, of: program) }
            return isAccepted && evaluator.halt == nil
        } ?? false
    }

    /// Every fault of `instance`, at most `limit` of them; empty if it fits.
    ///
    /// Where no branch of `anyOf` or `oneOf` fits, the faults are those of the branch that was most likely meant. A
    /// value that takes too much work to judge (a pattern that backtracks without end) does not fit.
    public func violations(of instance: Node, direction: Direction = .none, limit: Int = 20) -> [Violation] {
        instance.withTape { violations(of: instance, on: $0, direction: direction, limit: limit) }
            ?? [Violation.unexplained("is not there")]
    }

    private func violations(of instance: Node, on tape: TapeView, direction: Direction, limit: Int) -> [Violation] {
        var evaluator = Evaluator(tape: tape, direction: direction)
        let isAccepted = evaluator.accepts(instance, target, of: program)
        if isAccepted, evaluator.halt == nil { return [] }
        // What was too much once need not be done again in full to be found.
        let steps = evaluator.halt == .steps ? Evaluator.allowedSteps / 10 : Evaluator.allowedSteps
        var explainer = Explainer(tape: tape, direction: direction, limit: max(1, limit), steps: steps)
        explainer.explain(instance, target, of: program)
        let found = explainer.result
        // Judging and explaining should agree; if they ever do not, the stricter one counts.
        return found.isEmpty ? [Violation.unexplained("does not fit the schema")] : found
    }
}
