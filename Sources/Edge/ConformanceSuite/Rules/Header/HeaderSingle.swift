import APISpec

/// A field that holds one value comes once.
struct HeaderSingle: Watch {
    static let rule = Rule("header.single", "A field that holds one value comes once", basis: "RFC 9110 section 5.3")
    let feeders = ["positive.*"]

    private static let names = [
        "content-type", "content-length", "date", "location", "etag", "retry-after", "last-modified", "server",
        "access-control-allow-origin", "x-request-id",
    ]

    func judge(_ exchange: Exchange, _ run: Run) {
        run.check(rule, exchange.ask)
        for name in Self.names where exchange.response.all(name).count > 1 {
            run.fail(
                rule, exchange.ask, expected: "\(name) once",
                got: exchange.response.all(name).map { "\(name): \($0)" }.joined(separator: ", "))
        }
    }
}
