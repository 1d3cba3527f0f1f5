import APISpec

/// The time that a refusal names is enough.
struct RateRecovery: Probe {
    static let rule = Rule(
        "rate.recovery", "After Retry-After seconds requests pass again", basis: "RFC 9110 section 10.2.3")

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.countedRates(for: Self.rule) where trace.refused != nil {
            guard let (seconds, response) = trace.after else {
                run.skip(Self.rule, trace.policy.name, "no Retry-After of at most 30 seconds")
                continue
            }
            let ask = trace.ask("\(seconds) s after the refusal")
            run.check(Self.rule, ask)
            if response.errorCode == "RATE_LIMIT_EXCEEDED" {
                run.fail(Self.rule, ask, expected: "an answer", got: response.summary)
            }
        }
    }
}
