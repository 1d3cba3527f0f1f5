import JSON

/// A step reads only steps that have ended when it starts.
struct ReadsAreNeeded: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        let graph = StepGraph(agent.steps)
        let names = agent.steps.map(\.id.value)
        return agent.expressions.flatMap { step, expression -> [Diagnostic] in
            guard let step else { return [] }
            let before = graph.all(before: step)
            return expression.value.references.compactMap { reference -> ExpressionFault? in
                guard reference.root.name == "steps", agent.steps[step].item != "steps",
                    let read = reference.members.first, let index = names.firstIndex(of: read.name),
                    index == step || !before.contains(index)
                else { return nil }
                return Self.fault(names[step], reads: read)
            }.map { context.source.diagnostic($0, in: expression.node, path: expression.path) }
        }
    }

    private static func fault(_ step: String, reads read: Reference.Member) -> ExpressionFault {
        if step == read.name {
            return ExpressionFault(
                code: "unordered-read", message: "step \"\(step)\" reads its own end", offset: read.offset)
        }
        return ExpressionFault(
            code: "unordered-read",
            message: "step \"\(step)\" reads step \"\(read.name)\" but does not wait for it",
            help: "add \"\(read.name)\" to the needs of \"\(step)\"", offset: read.offset)
    }
}
