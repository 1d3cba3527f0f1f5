import APISpec

/// States follow each other as the specification has it.
struct LifecycleMoves: Probe {
    static let rule = Rule(
        "lifecycle.moves", "A state becomes another only by a declared move", basis: "moves of x-lifecycle")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.lifecycleTraces(for: Self.rule) {
            for (ask, states) in trace.courses {
                for (state, next) in zip(states, states.dropFirst()) {
                    run.check(Self.rule, ask)
                    if !trace.lifecycle.reachable(from: state).contains(next) {
                        run.fail(
                            Self.rule, ask, expected: "a move of \(state)", got: "\(state), then \(next)",
                            spec: trace.lifecycle.location)
                    }
                }
            }
        }
    }
}
