import APISpec

/// No refusal below the promised limit; met wherever the suite asks below it.
struct RateBelow: Watch {
    static let rule = Rule(
        "rate.below", "Below its limit an operation does not answer RATE_LIMIT_EXCEEDED",
        basis: "x-ratelimit-category, limits.yaml")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        if exchange.ask.operation?.operation.rateLimit != nil { run.check(Self.rule, exchange.ask) }
    }
}
