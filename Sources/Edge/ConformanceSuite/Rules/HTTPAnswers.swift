import APISpec

/// Every answer is HTTP/1.1 as RFC 9112 has it, and none is a fault of the server.
struct HTTPAnswers: Watch {
    static let rule = Rule(
        "http.well-formed", "Every request is answered with a well-formed HTTP/1.1 message", basis: "RFC 9112")
    var rule: Rule { Self.rule }
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        run.check(rule, exchange.ask)
        let dates = exchange.response.all("date")
        if dates.count != 1 {
            run.fail(
                rule, exchange.ask, expected: "one Date field (RFC 9110 section 6.6.1)", got: "\(dates.count) of them")
        }
    }
}

/// 5xx is never the right answer to what this suite asks.
struct NoServerError: Watch {
    let rule = Rule(
        "http.no-server-error", "No request makes the server fail", basis: "RFC 9110 section 15.6")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        run.check(rule, exchange.ask)
        if exchange.response.status >= 500 {
            run.fail(rule, exchange.ask, expected: "no 5xx", got: exchange.response.summary)
        }
    }
}

/// The status of an answer is one that the operation declares.
struct DeclaredStatus: Watch {
    let rule = Rule(
        "response.status", "The status is one that the operation declares", basis: "responses of the operation")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let one = exchange.ask.operation, exchange.ask.request.method == one.operation.method else { return }
        // OpenAPI 3.1.1, section 4.8.16: a document need not cover every status that is possible.
        if run.spec.isAnybodys, 400..<500 ~= exchange.response.status { return }
        run.check(rule, exchange.ask)
        if one.response(for: exchange.response.status) == nil {
            run.fail(
                rule, exchange.ask,
                expected: "one of "
                    + one.responses.map { $0.response.status.map { String($0) } ?? "a range" }
                    .joined(separator: ", "),
                got: exchange.response.summary, spec: one.location(of: "responses"))
        }
    }
}
