import APISpec
import JSON

/// Every operation of a category is behind its limit.
struct RateShared: Probe {
    static let rule = Rule(
        "rate.shared", "Every operation of a category is refused once the category's limit is used up",
        basis: "x-ratelimit-category")
    /// A quota comes back while it is used up: so often is each operation asked.
    private static let attempts = 12

    func run(_ run: Run) async throws(Abort) {
        for trace in try await run.countedRates(for: Self.rule) where trace.refused != nil {
            guard trace.policy.partition != .operation else { continue }
            let others = run.spec.operations.filter { $0.operation.rateLimit?.name == trace.policy.name }
            for one in others { try await refuse(one, trace, run) }
            run.noteCountedOut(trace.policy)
        }
    }

    private func refuse(_ one: JudgedOperation, _ trace: RateTrace, _ run: Run) async throws(Abort) {
        guard one.roles == nil || trace.ask.identity.map({ one.allows($0.role) }) == true else {
            return run.skip(Self.rule, one.title, "whoever used up \(trace.policy.name) may not call it")
        }
        let status = run.spec.status(of: "RATE_LIMIT_EXCEEDED") ?? 429
        var ask = harmless(one, trace, as: trace.ask.identity, run)
        run.check(Self.rule, ask)
        for _ in 0..<Self.attempts {
            // Should it pass, it ends a session: one of its own.
            if run.touchesSession(one), let user = trace.ask.identity?.user {
                await run.pause(Int64(trace.policy.windowSeconds) * 1_100_000_000)
                ask = harmless(one, trace, as: try await run.logIn(user), run)
            }
            _ = try await run.sendAtOnce(trace.ask.request, count: min(64, trace.policy.burst + 1))
            guard let response = try await run.sendUnpaced(ask.request) else { return }
            guard response.status == status else { continue }
            if let code = response.errorCode { run.seenCodes[one.operation.id, default: []].insert(code) }
            return
        }
        run.fail(
            Self.rule, ask, expected: "\(status) RATE_LIMIT_EXCEEDED", got: "\(Self.attempts) answers without",
            spec: one.location(of: "x-ratelimit-category"))
    }

    /// Asked so that it does nothing should it pass: without a body that can be read, about nothing that is there.
    private func harmless(
        _ one: JudgedOperation, _ trace: RateTrace, as identity: Identity?, _ run: Run
    ) -> Ask {
        let path = one.path(ending: "zz-none", from: run.anyPath(of: one))
        var ask = run.ask(
            one, run.base(of: one, as: identity, path: path), as: identity, "while \(trace.policy.name) is used up")
        if one.jsonBody != nil { ask.request.body = Array("{".utf8) }
        return ask
    }
}
