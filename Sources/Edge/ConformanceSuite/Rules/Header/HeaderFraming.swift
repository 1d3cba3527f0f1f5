import APISpec

/// An answer ends where it says it ends.
struct HeaderFraming: Watch {
    static let rule = Rule(
        "header.framing", "Nothing follows an answer, and one without content says no length",
        basis: "RFC 9110 sections 6.4.1 and 8.6, RFC 9112 section 6.3")
    let feeders = ["positive.*", "method.head"]

    func judge(_ exchange: Exchange, _ run: Run) {
        run.check(rule, exchange.ask)
        let response = exchange.response
        if response.surplus > 0 {
            run.fail(
                rule, exchange.ask, expected: "nothing behind the answer",
                got: "\(response.surplus) bytes more than \(response.status) announces")
        }
        guard response.status == 204 || (100..<200).contains(response.status) else { return }
        for name in ["content-length", "transfer-encoding"] where response[name] != nil {
            run.fail(
                rule, exchange.ask, expected: "no \(name) with \(response.status)",
                got: "\(name): \(response[name] ?? "")")
        }
    }
}
