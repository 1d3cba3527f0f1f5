import APISpec

/// Wherever a window begins, what passes is the burst and what has come back, never a second burst.
struct RateWindow: Probe {
    static let rule = Rule(
        "rate.window", "After the limit is used up, no more pass than have come back, at whatever moment they are sent",
        basis: "q, w and burst of limits.yaml")

    /// Parts of the window after which it is tried again; together they cross any edge there may be.
    private static let waits = [0.3, 0.3, 0.3]

    func run(_ run: Run) async throws(Abort) {
        for burst in try await run.bursts(Self.rule) {
            guard try await burst.useUp(Self.rule, run) else { continue }
            var last = run.clock()
            for part in Self.waits {
                await run.pause(Int64(part * Double(burst.policy.windowSeconds) * 1_000_000_000))
                let count = try await burst.send(max(4, burst.policy.burst), run)
                let now = run.clock()
                let most = burst.regained(in: Double(now - last) / 1_000_000_000) + 1
                last = now
                run.check(Self.rule, burst.policy.name)
                if count.passed > most {
                    var ask = burst.ask
                    ask.attempt = "\(burst.policy.burst) requests \(part) windows after the limit was used up"
                    run.fail(
                        Self.rule, ask, expected: "at most \(most) pass", got: "\(count.passed) pass",
                        spec: burst.location("w", run))
                }
            }
        }
    }
}
