import APISpec

/// The status of an answer is one that the operation declares.
struct ResponseStatus: Watch {
    static let rule = Rule(
        "response.status", "The status is one that the operation declares", basis: "responses of the operation",
        fault: 200)
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let one = exchange.ask.operation, exchange.ask.request.method == one.operation.method else { return }
        // OpenAPI 3.1.1, section 4.8.16: a document need not cover every status that is possible.
        if run.spec.isAnybodys, 400..<500 ~= exchange.response.status { return }
        run.check(Self.rule, exchange.ask)
        if one.response(for: exchange.response.status) == nil {
            run.fail(
                Self.rule, exchange.ask,
                expected: "one of "
                    + one.responses.map { $0.response.status.map { String($0) } ?? "a range" }
                    .joined(separator: ", "),
                got: exchange.response.summary, spec: one.location(of: "responses"))
        }
    }
}
