import APISpec

/// Whoever is not known is told how to make himself known.
struct HeaderChallenge: Watch {
    static let rule = Rule(
        "header.challenge", "Every 401 has a WWW-Authenticate field that names a scheme",
        basis: "RFC 9110 section 11.6.1")
    let feeders = ["auth.missing-token", "auth.password"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.response.status == 401 else { return }
        run.check(rule, exchange.ask)
        let field = exchange.response["www-authenticate"] ?? ""
        let scheme = field.prefix { $0.isLetter || $0.isNumber || $0 == "-" }
        if scheme.isEmpty || !field.dropFirst(scheme.count).allSatisfy({ !$0.isNewline }) {
            run.fail(
                rule, exchange.ask, expected: "WWW-Authenticate with a scheme", got: field.isEmpty ? "none" : field)
        }
    }
}
