import APISpec
import JSON

/// Tokens that the server's own key has signed; only for whoever has the key.
struct SealedTokens {
    let door: TokenDoor
    let token: WebToken
    private let key: [UInt8]

    /// Nil with the rule skipped where there is no key, or it is not the one that signs.
    init?(_ rule: Rule, _ run: Run) {
        guard !run.tokenSecret.isEmpty else {
            run.skip(rule, "tokens", "it takes the key that signs tokens: --token-secret", .nothingToStandOn)
            return nil
        }
        guard let door = TokenDoor(rule, run) else { return nil }
        guard let token = WebToken(door.identity.token), token.issue != nil, token.expiry != nil,
            WebToken.signature(of: token.signed, key: run.tokenSecret) == token.signature
        else {
            run.skip(rule, door.operation.title, "the access token is none that --token-secret has signed by HS256")
            return nil
        }
        (self.door, self.token, key) = (door, token, run.tokenSecret)
    }

    /// Asks with a token of these claims, which must not be let in.
    func refuse(
        _ header: JSONValue, _ claims: JSONValue, _ what: String, _ rule: Rule, _ run: Run
    ) async throws(Abort) {
        try await door.refuse(sealed(header, claims), what, rule, run)
    }

    func sealed(_ header: JSONValue, _ claims: JSONValue) -> String { WebToken.sealed(header, claims, key: key) }

    /// The claims of a token that ran out so many seconds ago.
    func expired(_ age: Int, now: Int) -> JSONValue {
        let (issue, expiry) = (token.issue ?? 0, token.expiry ?? 0)
        let start = JSONValue.integer(now - age - (expiry - issue))
        return token.claims.setting("exp", .integer(now - age)).setting("iat", start)
            .setting("nbf", token.claims["nbf"].map { _ in start })
    }
}
