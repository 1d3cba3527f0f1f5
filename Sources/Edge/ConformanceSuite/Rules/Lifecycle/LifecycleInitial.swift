import APISpec

/// The state of what was just made.
struct LifecycleInitial: Probe {
    static let rule = Rule("lifecycle.initial", "What was just made is in the initial state", basis: "x-lifecycle")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.lifecycleTraces(for: Self.rule) {
            for (ask, state) in trace.initial {
                run.check(Self.rule, ask)
                if state != trace.lifecycle.initial {
                    run.fail(
                        Self.rule, ask, expected: trace.lifecycle.initial, got: state ?? "no state",
                        spec: trace.lifecycle.location)
                }
            }
        }
    }
}
