import APISpec

/// A refusal says what is wrong with the request and nothing of the program.
struct LeakError: Watch {
    static let rule = Rule(
        "leak.error", "No refusal shows a stack trace, a path of the server, a statement or a type of the program",
        basis: "RFC 9110 section 17.11, CWE-209")
    let feeders = ["auth.missing-token", "path.*", "method.undeclared", "object.unknown", "body.*", "parameter.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.response.status >= 400, !exchange.response.body.isEmpty else { return }
        run.check(rule, exchange.ask)
        let text = String(decoding: exchange.response.body, as: UTF8.self)
        let sent = exchange.ask.request.target + String(decoding: exchange.ask.request.body ?? [], as: UTF8.self)
        if let leak = LeakPatterns.find(in: text, except: sent) {
            run.fail(rule, exchange.ask, expected: "nothing of the server's inside", got: "\(leak.what): \(leak.text)")
        }
    }
}
