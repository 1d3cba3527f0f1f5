import JSON

/// A type of task names agents that there are, each once, and has at least one.
struct TeamExists: TaskTypeCheck {
    func diagnostics(of type: TaskTypeDraft, among agents: [AgentDraft], in context: CheckContext) -> [Diagnostic] {
        guard let members = type.members else { return unclaimed(type, agents) }
        var seen: Set<String> = []
        return members.compactMap { member in
            let name = member.agent.value
            guard let agent = agents.first(where: { $0.id.value == name }) else {
                return Diagnostic(
                    code: "unknown-agent", "unknown agent \"\(name)\"",
                    help: suggestion(for: name, among: agents.map(\.id.value)), at: member.agent)
            }
            if !seen.insert(name).inserted {
                return Diagnostic(
                    code: "repeated-agent", "\"\(name)\" is named twice: an agent has one part in a task",
                    at: member.agent)
            }
            guard !agent.enabled else { return nil }
            return Diagnostic(
                .warning, code: "disabled-agent", "\"\(name)\" is not enabled: tasks of this type go without it",
                at: member.agent)
        }
    }

    private func unclaimed(_ type: TaskTypeDraft, _ agents: [AgentDraft]) -> [Diagnostic] {
        guard type.team(among: agents).isEmpty else { return [] }
        return [
            Diagnostic(
                code: "missing-key", "no agent takes tasks of the type \"\(type.type.value)\"",
                help: "name them: agents: [...]", at: type.type)
        ]
    }
}
