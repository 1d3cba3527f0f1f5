import JSON

/// Judges changed instances within one common allowance of steps.
struct Trial {
    private let schema: CompiledSchema
    private let direction: CompiledSchema.Direction
    private var steps: Int

    /// Faults that are told apart; an instance with as many is too far off.
    static let faultLimit = 16

    init(_ schema: CompiledSchema, _ direction: CompiledSchema.Direction, steps: Int) {
        self.schema = schema
        self.direction = direction
        self.steps = steps
    }

    /// The faults of `instance`; nil when the steps are used up.
    mutating func faults(of instance: JSONValue) -> [Violation]? {
        guard steps > 0 else { return nil }
        let node = Document(instance).root
        var rest = steps
        let found = node.withTape { tape in faults(of: node, on: tape, &rest) } ?? nil
        steps = rest
        return found
    }

    private func faults(of node: Node, on tape: TapeView, _ rest: inout Int) -> [Violation]? {
        var evaluator = Evaluator(tape: tape, direction: direction, steps: rest)
        let isAccepted = withExtendedLifetime(schema.program) {
            evaluator.accepts(node, schema.target, of: schema.program)
        }
        guard evaluator.halt == nil else { return nil }
        rest = evaluator.steps
        if isAccepted { return [] }
        var explainer = Explainer(tape: tape, direction: direction, limit: Self.faultLimit, steps: rest)
        explainer.explain(node, schema.target, of: schema.program)
        guard explainer.evaluator.halt == nil else { return nil }
        rest = explainer.evaluator.steps
        let found = explainer.result
        return found.isEmpty ? [.unexplained("does not fit the schema")] : found
    }
}
