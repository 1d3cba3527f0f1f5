import APISpec
import JSON

/// What has ended stays as it ended.
struct LifecycleFinal: Probe {
    static let rule = Rule(
        "lifecycle.final", "What has ended never changes again",
        basis: "states of x-lifecycle that nothing leads out of")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.lifecycleTraces(for: Self.rule) {
            for (ask, then, later) in trace.ended {
                run.check(Self.rule, ask)
                guard then != later, let members = then.objectValue else { continue }
                let changed = members.first { later[$0.key] != $0.value }
                run.fail(
                    Self.rule, ask, expected: "\"\(changed?.key ?? "")\": \(changed?.value.jsonText ?? "as it was")",
                    got:
                        "\"\(changed?.key ?? "")\": \(changed.flatMap { later[$0.key]?.jsonText } ?? "another answer")",
                    spec: trace.lifecycle.location)
            }
        }
    }
}
