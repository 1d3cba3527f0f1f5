import APISpec

/// Every answer is HTTP/1.1 as RFC 9112 has it, and none is a fault of the server.
struct HTTPWellFormed: Watch {
    static let rule = Rule(
        "http.well-formed", "Every request is answered with a well-formed HTTP/1.1 message", basis: "RFC 9112")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        run.check(Self.rule, exchange.ask)
        let dates = exchange.response.all("date")
        if dates.count != 1 {
            run.fail(
                Self.rule, exchange.ask, expected: "one Date field (RFC 9110 section 6.6.1)",
                got: "\(dates.count) of them")
        }
    }
}
