import APISpec
import JSON

/// Counts each limit out: as many as promised, one more, somebody else, and again after the time that is named.
struct RateCounting {
    struct Counts {
        var traces: [RateTrace] = []
        /// Limits that cannot be counted, with the reason.
        var uncounted: [(name: String, why: String, kind: Ledger.Skip)] = []
    }

    /// Larger limits are not counted out.
    static let most = 2_000
    private static let longestWait = 30

    func run(_ run: Run) async throws(Abort) -> Counts {
        var counts = Counts()
        let policies = run.spec.contract.limits.rateLimits.values.sorted { $0.name < $1.name }
        if policies.isEmpty {
            counts.uncounted.append(("limits", "the specification has no rate limits", .nothingToStandOn))
        }
        for policy in policies {
            guard let (one, ask) = candidate(policy, run) else {
                counts.uncounted.append((policy.name, "no operation of this category can be asked often", .notReached))
                continue
            }
            guard policy.burst <= Self.most else {
                counts.uncounted.append((policy.name, "\(policy.burst) requests are too many to count out", .outOfTime))
                continue
            }
            if let trace = try await count(policy, one, ask, run) { counts.traces.append(trace) }
        }
        return counts
    }

    /// The cheapest question of a category: a safe operation, else one that is refused as invalid, else one about what
    /// is not there.
    func candidate(_ policy: RateLimitPolicy, _ run: Run) -> (JudgedOperation, Ask)? {
        let all = run.spec.operations.filter { $0.operation.rateLimit?.name == policy.name }
        let median = { (one: JudgedOperation) in (run.times[one.operation.id] ?? []).sorted().middle ?? .max }
        let safe = all.filter { $0.isSafe && $0.operation.path.parameterNames.isEmpty }
            .sorted { median($0) < median($1) }
        let refused = all.filter { !$0.isSafe && $0.jsonBody != nil }
        for one in safe + refused + all.filter({ !$0.operation.path.parameterNames.isEmpty }) {
            guard let identity = run.speaker(for: one) else { continue }
            let path = one.path(ending: "zz-none", from: run.anyPath(of: one))
            let base = run.base(of: one, as: identity, path: path)
            var ask = run.ask(one, base, as: identity, "\(policy.burst) requests at once")
            if one.jsonBody != nil { ask.request.body = Array("{".utf8) }
            ask.operation = nil
            ask.title = policy.name
            return (one, ask)
        }
        return nil
    }

    private func count(
        _ policy: RateLimitPolicy, _ one: JudgedOperation, _ ask: Ask, _ run: Run
    ) async throws(Abort) -> RateTrace? {
        let refusal = run.spec.status(of: "RATE_LIMIT_EXCEEDED") ?? 429
        await run.letRecover(policy)
        let start = run.clock()
        guard let first = try await run.sendUnpaced(ask.request) else { return nil }
        var all = [first]
        while !all.contains(where: { $0.status == refusal }), all.count < policy.burst * 3 + 10 {
            // Never more at once than would pass, until the end is near.
            let left = policy.burst + 1 - all.count
            all += try await run.sendAtOnce(ask.request, count: max(4, min(64, left)))
        }
        var trace = RateTrace(policy: policy, operation: one, ask: ask)
        trace.answers = all.filter { $0.status != refusal }
        trace.refused = all.first { $0.status == refusal }
        trace.seconds = Double(run.clock() - start) / 1_000_000_000
        run.noteCountedOut(policy)
        guard let refused = trace.refused else { return trace }
        run.observe(refused, ask)
        if let code = refused.errorCode { run.seenCodes[one.operation.id, default: []].insert(code) }
        trace.other = try await other(policy, one, ask, run)
        trace.after = try await after(refused, ask, run)
        return trace
    }

    private func other(
        _ policy: RateLimitPolicy, _ one: JudgedOperation, _ ask: Ask, _ run: Run
    ) async throws(Abort) -> (identity: Identity, response: RawResponse)? {
        guard policy.partition == .user, one.roles != nil,
            let other = run.identities.first(where: { one.allows($0.role) && $0.user != ask.identity?.user })
        else { return nil }
        let request = ask.request.with("Authorization", other.authorization?.value)
        return try await run.sendUnpaced(request).map { (other, $0) }
    }

    private func after(
        _ refused: RawResponse, _ ask: Ask, _ run: Run
    ) async throws(Abort) -> (seconds: Int, response: RawResponse)? {
        guard let wait = refused["retry-after"].flatMap({ Int($0) }), wait <= Self.longestWait else { return nil }
        await run.pause(Int64(wait) * 1_000_000_000)
        return try await run.sendUnpaced(ask.request).map { (wait, $0) }
    }
}

extension [Int64] {
    /// The element in the middle; nil of none.
    fileprivate var middle: Int64? { isEmpty ? nil : self[count / 2] }
}
