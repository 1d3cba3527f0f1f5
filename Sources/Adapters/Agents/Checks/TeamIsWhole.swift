import JSON

/// An agent that lists a type of task is among the agents which that type names.
struct TeamIsWhole: TaskTypeCheck {
    func diagnostics(of type: TaskTypeDraft, among agents: [AgentDraft], in context: CheckContext) -> [Diagnostic] {
        guard let members = type.members else { return [] }
        let named = Set(members.map(\.agent.value))
        return agents.filter { !named.contains($0.id.value) }.flatMap { agent in
            agent.taskTypes.filter { $0.value == type.type.value }.map { listed in
                Diagnostic(
                    code: "left-out-agent",
                    "\"\(agent.id.value)\" takes tasks of the type \"\(listed.value)\", which \(type.type.path) "
                        + "gives to others",
                    help: "name it under \(type.type.path).agents, or remove the type here", at: listed)
            }
        }
    }
}
