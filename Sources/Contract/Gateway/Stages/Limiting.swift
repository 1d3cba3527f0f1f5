import Access

/// A request within its rate limit.
struct LimitedRequest: Sendable {
    var authorised: AuthorisedRequest
    /// RateLimit-Policy and RateLimit, for whatever the reply will be; empty without a limit.
    var fields: [(String, String)]

    var matched: MatchedRequest { authorised.identified.matched }
    var caller: Caller? { authorised.identified.caller }
}

/// Stage 4: counts the request against the operation's rate limit.
struct Limiting: Sendable {
    let limiter: RateLimiter
    let clock: GatewayClock

    /// - Throws: RATE_LIMIT_EXCEEDED with Retry-After.
    func count(_ authorised: AuthorisedRequest) throws(Refusal) -> LimitedRequest {
        let matched = authorised.identified.matched
        guard let plan = matched.route.limit else { return LimitedRequest(authorised: authorised, fields: []) }
        let decision = limiter.take(
            key: plan.key(caller: authorised.identified.caller, peer: matched.request.peer), quota: plan.quota,
            nowNanoseconds: clock.monotonicNanoseconds())
        let fields = plan.fields(decision)
        guard decision.allowed else {
            let wait = String(decision.retryAfterSeconds)
            throw Refusal("RATE_LIMIT_EXCEEDED", ["retry_after": wait], headers: fields + [("Retry-After", wait)])
        }
        return LimitedRequest(authorised: authorised, fields: fields)
    }
}
