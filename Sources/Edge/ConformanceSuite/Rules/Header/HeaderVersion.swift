import APISpec

/// What the server is built with is nobody's business.
struct HeaderVersion: Watch {
    static let rule = Rule(
        "header.version", "No field tells the version of what the server is built with",
        basis: "RFC 9110 section 10.2.4",
        level: .should)
    let feeders = ["positive.*", "path.*"]

    private static let names = [
        "server", "x-powered-by", "x-aspnet-version", "x-aspnetmvc-version", "x-generator", "x-runtime", "via",
    ]

    func judge(_ exchange: Exchange, _ run: Run) {
        run.check(rule, exchange.ask)
        for name in Self.names {
            guard let value = exchange.response[name], value.contains(where: \.isNumber) else { continue }
            run.fail(rule, exchange.ask, expected: "no version in \(name)", got: "\(name): \(value)")
        }
    }
}
