import JSON

/// No steps wait for each other in a circle.
struct StepsCanStart: AgentCheck {
    func diagnostics(of agent: AgentDraft, in context: CheckContext) -> [Diagnostic] {
        let graph = StepGraph(agent.steps)
        var closings: Set<[Int]> = []
        // Circles that one entry of needs closes are mended together, so the first of them is enough.
        let cycles = graph.cycles.filter { closings.insert(Array(($0 + $0).prefix(2))).inserted }
        return cycles.map { cycle in
            let (step, next) = (cycle[0], cycle.count > 1 ? cycle[1] : cycle[0])
            let place = agent.steps[step].needs?.first { $0.value == graph.name(next) } ?? agent.steps[step].id
            let names = (cycle + [step]).map(graph.name).joined(separator: " -> ")
            let message =
                cycle.count == 1
                ? "step \"\(graph.name(step))\" needs itself" : "these steps wait for each other: \(names)"
            return Diagnostic(
                code: "step-cycle", message,
                help: "a step without needs waits for the step before it; needs: [] waits for none", at: place)
        }
    }
}
