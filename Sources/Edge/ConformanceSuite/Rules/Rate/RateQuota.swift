import JSON
import APISpec

/// The limits by counting.
struct RateQuota: Probe {
    static let rule = Rule(
        "rate.quota", "Exactly the promised requests pass at once, then RATE_LIMIT_EXCEEDED",
        basis: "rate_limits of limits.yaml")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.countedRates(for: Self.rule) { judge(trace, run) }
    }

    func judge(_ trace: RateTrace, _ run: Run) {
        let policy = trace.policy
        let place = { (key: String) in run.spec.limits?["rate_limits"]?[policy.name]?[key]?.location }
        run.check(Self.rule, trace.ask)
        // What comes back while counting is not over the limit.
        let regained = Int(trace.seconds * Double(policy.quota) / Double(policy.windowSeconds)) + 1
        guard let refused = trace.refused else {
            if trace.answers.count <= policy.burst + regained {
                return run.doubt(Self.rule, policy.name, "the requests are too slow here to reach the limit")
            }
            return run.fail(
                Self.rule, trace.ask, expected: "RATE_LIMIT_EXCEEDED after \(policy.burst) requests",
                got: "\(trace.answers.count) requests passed in \(Report.tenths(trace.seconds)) s", spec: place("q"))
        }
        let range = policy.burst...policy.burst + regained
        if !range.contains(trace.answers.count) {
            run.fail(
                Self.rule, trace.ask, expected: "\(range.lowerBound) to \(range.upperBound) requests pass",
                got: "\(trace.answers.count) in \(Report.tenths(trace.seconds)) s", spec: place("burst") ?? place("q"))
        }
        run.expect("RATE_LIMIT_EXCEEDED", Self.rule, trace.ask, refused)
    }
}
