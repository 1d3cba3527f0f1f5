import APISpec
import JSON

/// What a login says of its token is what stands in the token.
struct TokenLifetime: Probe {
    static let rule = Rule(
        "token.lifetime", "expires_in is the time from iat to exp of the token, and iat is now",
        basis: "RFC 6749 section 5.1, RFC 7519 sections 4.1.4 and 4.1.6")
    /// Seconds that two clocks may differ.
    private static let leeway = 60

    func run(_ run: Run) async throws(Abort) {
        guard let login = run.spec.login, let user = run.identities.first?.user, !user.username.isEmpty else {
            return run.skip(Self.rule, "tokens", "nobody logs in")
        }
        let ask = run.loginAsk(login, user)
        guard let response = try await run.send(ask), let root = response.json?.root,
            let text = root["access_token"]?.string
        else { return }
        guard let token = WebToken(text), let expiry = token.expiry, let issue = token.issue else {
            return run.skip(Self.rule, login.title, "the access token is no JSON Web Token with exp and iat")
        }
        run.check(Self.rule, ask)
        if let lifetime = root["expires_in"]?.int, abs(lifetime - (expiry - issue)) > 1 {
            run.fail(
                Self.rule, ask, expected: "expires_in \(expiry - issue), as exp - iat", got: "expires_in \(lifetime)")
        }
        if let now = response["date"].flatMap(HTTPMoment.seconds), abs(now - issue) > Self.leeway {
            run.fail(Self.rule, ask, expected: "an iat of about \(now), the Date of the answer", got: "\(issue)")
        }
    }
}
