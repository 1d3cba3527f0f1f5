import APISpec

/// 5xx is never the right answer to what this suite asks.
struct HTTPNoServerError: Watch {
    static let rule = Rule(
        "http.no-server-error", "No request makes the server fail", basis: "RFC 9110 section 15.6", fault: 100)
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        run.check(Self.rule, exchange.ask)
        if exchange.response.status >= 500 {
            run.fail(Self.rule, exchange.ask, expected: "no 5xx", got: exchange.response.summary)
        }
    }
}
