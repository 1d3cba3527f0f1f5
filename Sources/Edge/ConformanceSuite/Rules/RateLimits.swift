import APISpec
import JSON

/// No refusal below the promised limit; met wherever the suite asks below it.
struct RateBelow: Watch {
    static let rule = Rule(
        "rate.below", "Below its limit an operation does not answer RATE_LIMIT_EXCEEDED",
        basis: "x-ratelimit-category, limits.yaml")
    var rule: Rule { Self.rule }
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        if exchange.ask.operation?.operation.rateLimit != nil { run.check(rule, exchange.ask) }
    }
}

/// The limits by counting: as many as promised, not one more, and again after the time that is named.
struct RateLimits: Probe {
    static let quota = Rule(
        "rate.quota", "Exactly the promised requests pass at once, then RATE_LIMIT_EXCEEDED",
        basis: "rate_limits of limits.yaml")
    static let headers = Rule(
        "rate.headers", "RateLimit-Policy and RateLimit say what limits.yaml says, and count down",
        basis: "rate_limits of limits.yaml, draft-ietf-httpapi-ratelimit-headers")
    static let recovery = Rule(
        "rate.recovery", "After Retry-After seconds requests pass again", basis: "RFC 9110 section 10.2.3")
    static let isolation = Rule(
        "rate.isolation", "A user who has used up a limit leaves other users theirs", basis: "pk of limits.yaml")

    let rules = [quota, headers, recovery, isolation]
    /// Larger limits are not counted out.
    private static let most = 2_000

    func run(_ run: Run) async throws(Abort) {
        let categories = run.spec.contract.limits.rateLimits.values.sorted { $0.name < $1.name }
        if categories.isEmpty { run.skip(Self.quota, "limits", "the specification has no rate limits") }
        for policy in categories {
            guard let (one, ask) = try await candidate(policy, run) else {
                run.skip(Self.quota, policy.name, "no operation of this category can be asked often")
                continue
            }
            guard policy.burst <= Self.most else {
                run.skip(Self.quota, policy.name, "\(policy.burst) requests are too many to count out")
                continue
            }
            try await count(policy, one, ask, run)
        }
    }

    /// The cheapest question of a category: a safe operation, else one that is refused as invalid.
    private func candidate(_ policy: RateLimitPolicy, _ run: Run) async throws(Abort) -> (JudgedOperation, Ask)? {
        let all = run.spec.operations.filter { $0.operation.rateLimit?.name == policy.name }
        let median = { (one: JudgedOperation) in (run.times[one.operation.id] ?? []).sorted().middle ?? .max }
        let safe = all.filter { $0.isSafe && $0.operation.path.parameterNames.isEmpty }
            .sorted { median($0) < median($1) }
        for one in safe + all.filter({ !$0.isSafe && $0.jsonBody != nil }) {
            guard let identity = run.caller(of: one) ?? (one.roles == nil ? run.identities.first : nil) else {
                continue
            }
            let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
            var ask = run.ask(one, base, as: identity, "\(policy.burst) requests at once")
            if !one.isSafe { ask.request.body = Array("{".utf8) }
            return (one, ask)
        }
        return nil
    }

    private func count(_ policy: RateLimitPolicy, _ one: JudgedOperation, _ ask: Ask, _ run: Run) async throws(Abort) {
        let refusal = run.spec.status(of: "RATE_LIMIT_EXCEEDED") ?? 429
        // The quota must be whole again.
        await run.pause(
            Int64(policy.windowSeconds) * Int64(max(1, policy.burst / max(1, policy.quota))) * 1_100_000_000)
        let start = run.clock()
        guard let first = try await run.sendUnpaced(ask.request) else { return }
        var all = [first]
        while !all.contains(where: { $0.status == refusal }), all.count < policy.burst * 3 + 10 {
            // Never more at once than would pass, until the end is near.
            let left = policy.burst + 1 - all.count
            all += try await run.sendAtOnce(ask.request, count: max(4, min(64, left)))
        }
        let answers = all.filter { $0.status != refusal }
        let refused = all.first { $0.status == refusal }
        let seconds = Double(run.clock() - start) / 1_000_000_000
        judge(policy, ask, answers, refused, seconds, run)
        guard let refused else { return }
        if let code = refused.errorCode { run.seenCodes[one.operation.id, default: []].insert(code) }
        try await others(policy, one, ask, run)
        try await recover(policy, ask, refused, run)
    }

    private func judge(
        _ policy: RateLimitPolicy, _ ask: Ask, _ answers: [RawResponse], _ refused: RawResponse?, _ seconds: Double,
        _ run: Run
    ) {
        let name = { (key: String) in run.spec.limits?["rate_limits"]?[policy.name]?[key]?.location }
        var ask = ask
        ask.operation = nil
        ask.title = policy.name
        run.check(Self.quota, ask)
        // What comes back while counting is not over the limit.
        let regained = Int(seconds * Double(policy.quota) / Double(policy.windowSeconds)) + 1
        let range = policy.burst...policy.burst + regained
        guard let refused else {
            return run.fail(
                Self.quota, ask, expected: "RATE_LIMIT_EXCEEDED after \(policy.burst) requests",
                got: "\(answers.count) requests passed in \(Report.tenths(seconds)) s", spec: name("q"))
        }
        if !range.contains(answers.count) {
            run.fail(
                Self.quota, ask, expected: "\(range.lowerBound) to \(range.upperBound) requests pass",
                got: "\(answers.count) in \(Report.tenths(seconds)) s", spec: name("burst") ?? name("q"))
        }
        run.expect("RATE_LIMIT_EXCEEDED", Self.quota, ask, refused)
        headers(policy, ask, answers, refused, run)
    }

    private func headers(
        _ policy: RateLimitPolicy, _ ask: Ask, _ answers: [RawResponse], _ refused: RawResponse, _ run: Run
    ) {
        let place = run.spec.limits?["rate_limits"]?[policy.name]?.location
        func expect(_ wanted: String, _ got: String?) {
            run.check(Self.headers, ask)
            if got != wanted {
                run.fail(Self.headers, ask, expected: wanted, got: got ?? "nothing", spec: place)
            }
        }
        let wanted = "\"\(policy.name)\";q=\(policy.quota);w=\(policy.windowSeconds)"
        expect("RateLimit-Policy: \(wanted)", answers.first?["ratelimit-policy"].map { "RateLimit-Policy: \($0)" })
        expect("RateLimit-Policy: \(wanted)", refused["ratelimit-policy"].map { "RateLimit-Policy: \($0)" })
        let left = answers.compactMap { Self.remaining($0["ratelimit"]) }
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

    private func others(_ policy: RateLimitPolicy, _ one: JudgedOperation, _ ask: Ask, _ run: Run) async throws(Abort) {
        guard policy.partition == .user, one.roles != nil else { return }
        guard let other = run.identities.first(where: { one.allows($0.role) && $0.user != ask.identity?.user }) else {
            return run.skip(Self.isolation, policy.name, "it takes two users who may call \(one.title)")
        }
        var next = ask
        next.operation = nil
        next.title = policy.name
        next.attempt = "as \(other.role), while \(ask.identity?.role ?? "another") is refused"
        next.request = next.request.with("Authorization", other.authorization?.value)
        guard let response = try await run.sendUnpaced(next.request) else { return }
        run.check(Self.isolation, next)
        if response.errorCode == "RATE_LIMIT_EXCEEDED" {
            run.fail(
                Self.isolation, next, expected: "an answer", got: response.summary,
                spec: run.spec.limits?["rate_limits"]?[policy.name]?["pk"]?.location)
        }
    }

    private func recover(_ policy: RateLimitPolicy, _ ask: Ask, _ refused: RawResponse, _ run: Run) async throws(Abort)
    {
        guard let wait = refused["retry-after"].flatMap({ Int($0) }), wait <= 30 else {
            return run.skip(Self.recovery, policy.name, "no Retry-After of at most 30 seconds")
        }
        await run.pause(Int64(wait) * 1_000_000_000)
        guard let response = try await run.sendUnpaced(ask.request) else { return }
        var next = ask
        next.operation = nil
        next.title = policy.name
        next.attempt = "\(wait) s after the refusal"
        run.check(Self.recovery, next)
        if response.errorCode == "RATE_LIMIT_EXCEEDED" {
            run.fail(Self.recovery, next, expected: "an answer", got: response.summary)
        }
        // Whoever comes next finds the quota whole.
        await run.pause(Int64(policy.windowSeconds) * 1_000_000_000)
    }
}

extension [Int64] {
    /// The element in the middle; nil of none.
    fileprivate var middle: Int64? { isEmpty ? nil : self[count / 2] }
}
