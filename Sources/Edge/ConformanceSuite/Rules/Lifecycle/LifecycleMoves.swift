import APISpec

/// States follow each other as the specification has it.
struct LifecycleMoves: Probe {
    static let rule = Rule(
        "lifecycle.moves", "A state becomes another only by a declared move", basis: "moves of x-lifecycle")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.lifecycleTraces(for: Self.rule) {
            for (ask, states) in trace.courses {
                for (state, next) in zip(states, states.dropFirst()) { judge(state, next, ask, trace.lifecycle, run) }
            }
            for call in trace.calls {
                guard let after = call.after, after != call.before else { continue }
                judge(call.before, after, call.ask, trace.lifecycle, run)
            }
        }
    }

    private func judge(_ state: String, _ next: String, _ ask: Ask, _ lifecycle: ResourceLifecycle, _ run: Run) {
        run.check(Self.rule, ask)
        if lifecycle.reachable(from: state).contains(next) { return }
        run.fail(
            Self.rule, ask, expected: "a move of \(state)", got: "\(state), then \(next)", spec: lifecycle.location)
    }
}
