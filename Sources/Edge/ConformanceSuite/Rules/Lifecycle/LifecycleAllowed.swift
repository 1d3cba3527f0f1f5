import APISpec
import JSON

/// What a state allows is done, and leads where it says.
struct LifecycleAllowed: Probe {
    static let rule = Rule(
        "lifecycle.allowed", "A call that the state allows succeeds and leads to its state", basis: "x-lifecycle")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.lifecycleTraces(for: Self.rule) {
            for call in trace.calls where call.isAllowed(trace.lifecycle) {
                guard run.expectSuccess(Self.rule, call.ask, call.response, because: trace.lifecycle.location) else {
                    continue
                }
                let state = call.response.json?.root.at(trace.lifecycle.state)?.string
                let wanted = trace.lifecycle.reachable(from: call.command.to)
                for (where_, state) in [("its answer", state), ("the next reading", call.after)] {
                    guard let state, !wanted.contains(state) else { continue }
                    run.fail(
                        Self.rule, call.ask, expected: "\(call.command.to) in \(where_)", got: state,
                        spec: trace.lifecycle.location)
                }
            }
        }
    }
}

extension LifecycleWork.Call {
    /// Whether every state that the object can have been in allows it: it may have moved since it was read.
    func isAllowed(_ lifecycle: ResourceLifecycle) -> Bool {
        lifecycle.reachable(from: before).isSubset(of: command.from)
    }

    /// Whether no state that the object can have been in allows it.
    func isForbidden(_ lifecycle: ResourceLifecycle) -> Bool {
        lifecycle.reachable(from: before).isDisjoint(with: command.from)
    }
}
