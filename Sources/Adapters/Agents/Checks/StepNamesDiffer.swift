import JSON

/// No two steps of an agent have the same id.
struct StepNamesDiffer: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        var seen: [String: Int] = [:]
        var found: [Diagnostic] = []
        for step in agent.steps where !step.id.value.isEmpty {
            if let line = seen[step.id.value] {
                found.append(
                    Diagnostic(
                        code: "repeated-step", "a second step with the id \"\(step.id.value)\"",
                        help: "the first is on line \(line)", at: step.id))
            } else {
                seen[step.id.value] = step.id.node.location?.line ?? 0
            }
        }
        return found
    }
}
