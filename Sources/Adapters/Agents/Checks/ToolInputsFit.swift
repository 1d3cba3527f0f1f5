import JSON

/// What stands under `with` fits the tool: every value that is known before a task runs, and every required member.
struct ToolInputsFit: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        agent.steps.flatMap { step -> [Diagnostic] in
            guard let uses = step.uses, let tool = context.tools[uses.value] else { return [] }
            var fit = TemplateFit(code: "wrong-input", owner: uses.value)
            guard step.input.node.kind == .object, !isMissing(step) else { return missing(tool, uses) }
            fit.check(step.input.template, at: step.input.node, path: step.input.path, against: tool.schema)
            return fit.found
        }
    }

    /// Whether there is no `with`: then the step itself stands in for it.
    private func isMissing(_ step: StepDraft) -> Bool { step.input.template == .object([]) }

    private func missing(_ tool: ToolTable.Entry, _ uses: Sourced<String>) -> [Diagnostic] {
        let required = tool.schema["required"]?.elements.compactMap(\.string) ?? []
        return required.map { name in
            Diagnostic(
                code: "wrong-input", "\(uses.value) needs \"\(name)\"", help: "add with: {\(name): ...}", at: uses)
        }
    }
}
