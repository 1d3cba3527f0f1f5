import APISpec
import JSON

/// Somebody else while one user is refused.
struct RateIsolation: Probe {
    static let rule = Rule(
        "rate.isolation", "A user who has used up a limit leaves other users theirs", basis: "pk of limits.yaml")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.countedRates(for: Self.rule)
        where trace.refused != nil && trace.policy.partition == .user && trace.operation.roles != nil {
            guard let (other, response) = trace.other else {
                run.skip(
                    Self.rule, trace.policy.name, "it takes two users who may call \(trace.operation.title)")
                continue
            }
            var ask = trace.ask("as \(other.role), while \(trace.ask.identity?.role ?? "another") is refused")
            ask.request = ask.request.with("Authorization", other.authorization?.value)
            run.check(Self.rule, ask)
            if response.errorCode == "RATE_LIMIT_EXCEEDED" {
                run.fail(
                    Self.rule, ask, expected: "an answer", got: response.summary,
                    spec: run.spec.limits?["rate_limits"]?[trace.policy.name]?["pk"]?.location)
            }
        }
    }
}
