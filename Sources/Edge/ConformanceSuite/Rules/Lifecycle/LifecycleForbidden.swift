import APISpec

/// What a state forbids is refused and changes nothing.
struct LifecycleForbidden: Probe {
    static let rule = Rule(
        "lifecycle.forbidden", "A call that the state forbids is refused with the operation's code of status 409",
        basis: "x-lifecycle, x-error-codes")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.lifecycleTraces(for: Self.rule) {
            for call in trace.calls where call.isForbidden(trace.lifecycle) {
                guard let code = call.operation.codes(withStatus: 409, in: run.spec).first else {
                    run.skip(Self.rule, call.operation.title, "it declares no code of status 409", .nothingToStandOn)
                    continue
                }
                run.expect(code, Self.rule, call.ask, call.response, because: trace.lifecycle.location)
                if let after = call.after, !trace.lifecycle.reachable(from: call.before).contains(after) {
                    run.fail(
                        Self.rule, call.ask, expected: "\(call.before) after the refusal", got: after,
                        spec: trace.lifecycle.location)
                }
            }
        }
    }
}
