import APISpec

/// What stands under no limit is never refused for one.
struct RateExempt: Probe {
    static let rule = Rule(
        "rate.exempt", "An operation without x-ratelimit-category is not limited", basis: "x-ratelimit-category")

    func run(_ run: Run) async throws(Abort) {
        let most = run.spec.contract.limits.rateLimits.values.map(\.burst).max() ?? 0
        let free = run.spec.operations.filter {
            $0.operation.rateLimit == nil && $0.isSafe && $0.operation.path.parameterNames.isEmpty
        }
        guard most > 0, most <= RateCounting.most, !free.isEmpty, !run.spec.isAnybodys else {
            return run.skip(Self.rule, "limits", "no limit, or no safe operation without one", .nothingToStandOn)
        }
        for one in free {
            guard let identity = run.caller(of: one) ?? run.identities.first else { continue }
            let ask = run.ask(
                one, run.base(of: one, as: identity, path: run.anyPath(of: one)), as: identity,
                "\(most + 10) requests at once")
            let answers = try await run.sendAtOnce([RawRequest](repeating: ask.request, count: most + 10))
            let refusal = run.spec.status(of: "RATE_LIMIT_EXCEEDED") ?? 429
            run.check(Self.rule, ask)
            let refused = answers.count { $0.status == refusal }
            if refused > 0 {
                run.fail(Self.rule, ask, expected: "an answer to each", got: "\(refused) refused", spec: one.location)
            }
        }
    }
}
