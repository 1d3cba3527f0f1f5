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
        var evaluator = Evaluator(direction: direction, steps: steps)
        let isAccepted = evaluator.accepts(node, schema.target, of: schema.program)
        guard evaluator.halt == nil else { return nil }
        steps = evaluator.steps
        if isAccepted { return [] }
        var explainer = Explainer(direction: direction, limit: Self.faultLimit, steps: steps)
        explainer.explain(node, schema.target, of: schema.program)
        guard explainer.evaluator.halt == nil else { return nil }
        steps = explainer.evaluator.steps
        let found = explainer.result
        return found.isEmpty ? [.unexplained("does not fit the schema")] : found
    }
}
