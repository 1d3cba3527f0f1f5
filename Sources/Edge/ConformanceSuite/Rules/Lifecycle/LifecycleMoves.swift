import APISpec

/// States follow each other as the specification has it.
struct LifecycleMoves: Probe {
    static let rule = Rule(
        "lifecycle.moves", "A state becomes another only by a declared move", basis: "moves of x-lifecycle")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.lifecycleTraces(for: Self.rule) {
            for (ask, states) in trace.courses {
                for (state, next) in zip(states, states.dropFirst()) {
                    judge(next, after: state, among: trace.lifecycle.reachable(from: state), ask, trace, run)
                }
            }
            for call in trace.calls {
                guard let after = call.after else { continue }
                // A call that succeeded may have moved it, and it may have moved on since.
                let commanded =
                    200..<300 ~= call.response.status ? trace.lifecycle.reachable(from: call.command.to) : []
                let possible = trace.lifecycle.reachable(from: call.before).union(commanded)
                judge(after, after: call.before, among: possible, call.ask, trace, run)
            }
        }
    }

    private func judge(
        _ next: String, after state: String, among possible: Set<String>, _ ask: Ask, _ trace: LifecycleWork.Trace,
        _ run: Run
    ) {
        run.check(Self.rule, ask)
        if possible.contains(next) { return }
        run.fail(
            Self.rule, ask, expected: "a move of \(state)", got: "\(state), then \(next)",
            spec: trace.lifecycle.location)
    }
}
