import JSON

/// The params that a type of task hands to an agent fit that agent's input_schema, as far as they are known.
struct TeamInputsFit: TaskTypeCheck {
    func diagnostics(of type: TaskTypeDraft, among agents: [AgentDraft], in context: CheckContext) -> [Diagnostic] {
        (type.members ?? []).flatMap { member -> [Diagnostic] in
            guard let params = member.params, params.node.kind == .object,
                let schema = agents.first(where: { $0.id.value == member.agent.value })?.inputSchema
            else { return [] }
            var fit = TemplateFit(code: "wrong-input", owner: member.agent.value)
            fit.check(params.template, at: params.node, path: params.path, against: schema.node)
            return fit.found
        }
    }
}
