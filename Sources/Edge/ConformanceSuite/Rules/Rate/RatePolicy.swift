import APISpec

/// Each operation stands under the limit that the specification gives it, and says so.
struct RatePolicy: Watch {
    static let rule = Rule(
        "rate.policy", "RateLimit-Policy names the limit of the operation, with its quota and window",
        basis: "x-ratelimit-category, rate_limits of limits.yaml")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard !run.spec.isAnybodys, let one = exchange.ask.operation,
            exchange.ask.request.method == one.operation.method,
            let field = exchange.response["ratelimit-policy"]
        else { return }
        run.check(rule, exchange.ask)
        let wanted = one.operation.rateLimit.map { "\"\($0.name)\";q=\($0.quota);w=\($0.windowSeconds)" }
        if field != wanted {
            run.fail(
                rule, exchange.ask, expected: wanted.map { "RateLimit-Policy: \($0)" } ?? "no RateLimit-Policy",
                got: field,
                spec: one.location(of: "x-ratelimit-category"))
        }
    }
}
