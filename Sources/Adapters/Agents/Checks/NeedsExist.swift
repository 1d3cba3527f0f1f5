import JSON

/// Every entry of `needs` is the id of a step of the same agent.
struct NeedsExist: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        let names = agent.steps.map(\.id.value).filter { !$0.isEmpty }
        return agent.steps.flatMap { $0.needs ?? [] }.filter { !names.contains($0.value) }.map { need in
            Diagnostic(
                code: "unknown-step", "unknown step \"\(need.value)\"",
                help: suggestion(for: need.value, among: names), at: need)
        }
    }
}
