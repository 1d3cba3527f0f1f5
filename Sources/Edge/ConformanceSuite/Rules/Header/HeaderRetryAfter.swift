import APISpec

/// Who is told to come back is told when.
struct HeaderRetryAfter: Watch {
    static let rule = Rule(
        "header.retry-after", "A 429 or 503 has a Retry-After of whole seconds or a moment",
        basis: "RFC 9110 section 10.2.3, RFC 6585 section 4", level: .should)
    let feeders = ["rate.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        let field = exchange.response["retry-after"]
        guard [429, 503].contains(exchange.response.status) || field != nil else { return }
        run.check(rule, exchange.ask)
        let isSeconds = field.map { !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } } ?? false
        if !isSeconds, field.flatMap(HTTPMoment.seconds) == nil {
            run.fail(rule, exchange.ask, expected: "Retry-After in seconds or as a moment", got: field ?? "none")
        }
    }
}
