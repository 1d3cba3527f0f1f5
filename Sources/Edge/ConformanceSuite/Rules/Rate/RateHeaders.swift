import JSON
import APISpec

/// What the answers of a limit say about it.
struct RateHeaders: Probe {
    static let rule = Rule(
        "rate.headers", "RateLimit-Policy and RateLimit say what limits.yaml says, and count down",
        basis: "rate_limits of limits.yaml, draft-ietf-httpapi-ratelimit-headers")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.countedRates(for: Self.rule) where trace.refused != nil { judge(trace, run) }
    }

    private func judge(_ trace: RateTrace, _ run: Run) {
        guard let refused = trace.refused else { return }
        let policy = trace.policy
        let place = run.spec.limits?["rate_limits"]?[policy.name]?.location
        func expect(_ wanted: String, _ got: String?) {
            run.check(Self.rule, trace.ask)
            if got != wanted {
                run.fail(Self.rule, trace.ask, expected: wanted, got: got ?? "nothing", spec: place)
            }
        }
        let wanted = "\"\(policy.name)\";q=\(policy.quota);w=\(policy.windowSeconds)"
        let first = trace.answers.first
        expect("RateLimit-Policy: \(wanted)", first?["ratelimit-policy"].map { "RateLimit-Policy: \($0)" })
        expect("RateLimit-Policy: \(wanted)", refused["ratelimit-policy"].map { "RateLimit-Policy: \($0)" })
        let left = trace.answers.compactMap { Self.remaining($0["ratelimit"]) }
        expect(
            "\(policy.burst - 1) left after the first request", left.first.map { "\($0) left after the first request" })
        expect("0 left when refused", Self.remaining(refused["ratelimit"]).map { "\($0) left when refused" })
        let wait = refused["retry-after"].flatMap { Int($0) }
        expect("Retry-After of at least 1", (wait ?? 0) >= 1 ? "Retry-After of at least 1" : refused["retry-after"])
    }

    /// `r` of a RateLimit field.
    static func remaining(_ field: String?) -> Int? {
        field?.split(separator: ";").first { $0.hasPrefix("r=") }.flatMap { Int($0.dropFirst(2)) }
    }
}
