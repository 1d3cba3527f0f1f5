import APISpec
import JSON

/// Many requests under one limit, side by side, and how many of them passed.
struct RateBurst {
    let policy: RateLimitPolicy
    let operation: JudgedOperation
    let ask: Ask

    struct Count {
        /// Answers that were no refusal for the limit.
        var passed = 0
        var refused = 0
        /// From the first byte sent to the last answer.
        var seconds = 0.0
    }

    /// Requests that come back in so many seconds.
    func regained(in seconds: Double) -> Int {
        Int(seconds * Double(policy.quota) / Double(max(1, policy.windowSeconds))) + 1
    }

    /// Seconds until the whole burst is back.
    static func recovery(of policy: RateLimitPolicy) -> Double {
        Double(policy.burst) * Double(policy.windowSeconds) / Double(max(1, policy.quota))
    }

    /// Sends so many at once, each changed as wished.
    func send(_ count: Int, _ run: Run, changing change: (Int, RawRequest) -> RawRequest = { $1 }) async throws(Abort)
        -> Count
    {
        let refusal = run.spec.status(of: "RATE_LIMIT_EXCEEDED") ?? 429
        let start = run.clock()
        let answers = try await run.sendAtOnce((0..<count).map { change($0, ask.request) })
        run.noteCountedOut(policy)
        var result = Count()
        result.refused = answers.count { $0.status == refusal }
        result.passed = answers.count - result.refused
        result.seconds = Double(run.clock() - start) / 1_000_000_000
        return result
    }

    /// Waits until the limit is whole, and uses it up; where that cannot be, the rule leaves it open.
    func useUp(_ rule: Rule, _ run: Run) async throws(Abort) -> Bool {
        await run.letRecover(policy)
        let start = run.clock()
        let count = try await exhaust(run)
        if count.refused > 0 { return true }
        if count.passed > policy.burst + regained(in: Double(run.clock() - start) / 1_000_000_000) {
            run.skip(rule, policy.name, "nothing limits it, which rate.quota judges")
        } else {
            run.doubt(rule, policy.name, "the requests are too slow here to reach the limit")
        }
        return false
    }

    /// Sends until the limit refuses, or several bursts have passed.
    private func exhaust(_ run: Run) async throws(Abort) -> Count {
        var total = Count()
        for _ in 0..<4 {
            let part = try await send(policy.burst + 8, run)
            total.passed += part.passed
            total.refused += part.refused
            total.seconds += part.seconds
            if part.refused > 0 { break }
        }
        return total
    }

    func location(_ key: String, _ run: Run) -> SourceLocation? {
        run.spec.limits?["rate_limits"]?[policy.name]?[key]?.location
    }
}

extension Run {
    /// For each limit that can be counted out, the cheapest question under it.
    func bursts(_ rule: Rule) async throws(Abort) -> [RateBurst] {
        let policies = spec.contract.limits.rateLimits.values.sorted { $0.name < $1.name }
        if policies.isEmpty { skip(rule, "limits", "the specification has no rate limits") }
        var bursts: [RateBurst] = []
        for policy in policies {
            guard let (one, ask) = RateCounting().candidate(policy, self) else {
                skip(rule, policy.name, "no operation of this category can be asked often")
                continue
            }
            guard policy.burst <= RateCounting.most else {
                skip(rule, policy.name, "\(policy.burst) requests are too many to count out")
                continue
            }
            bursts.append(RateBurst(policy: policy, operation: one, ask: ask))
        }
        return bursts
    }
}
