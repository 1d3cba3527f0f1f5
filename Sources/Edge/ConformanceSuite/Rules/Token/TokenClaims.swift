import APISpec
import JSON

/// The key alone makes no token: its claims and its header must be the server's too.
struct TokenClaims: Probe {
    static let rule = Rule(
        "token.claims", "A token of the server's own key is refused when its claims or its header are not the server's",
        basis: "RFC 7519 sections 4.1 and 5, RFC 8725 section 3", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        guard let sealed = SealedTokens(Self.rule, run) else { return }
        let token = sealed.token
        // That its own claims are let in shows that the others are not refused for another reason.
        let own = sealed.door.ask(["Bearer \(sealed.sealed(token.header, token.claims))"], "its own claims", run)
        if let response = try await run.send(own) { run.expectSuccess(Self.rule, own, response) }
        for (what, header, claims) in Self.all(token) {
            try await sealed.refuse(header, claims, what, Self.rule, run)
        }
    }

    /// What is wrong, the header and the claims.
    static func all(_ token: WebToken) -> [(String, JSONValue, JSONValue)] {
        let (header, claims) = (token.header, token.claims)
        let far = (token.issue ?? 0) + 86_400 * 30
        var rows: [(String, JSONValue, JSONValue)] = [
            ("without exp", header, claims.setting("exp", nil)),
            ("exp as text", header, claims.setting("exp", .string("\(token.expiry ?? 0)"))),
            ("without sub", header, claims.setting("sub", nil)),
            ("a sub that nobody has", header, claims.setting("sub", "zz-nobody")),
            ("made in 30 days", header, claims.setting("iat", .integer(far)).setting("exp", .integer(far + 60))),
            ("crit with a field that nobody knows", header.setting("crit", ["zz"]).setting("zz", 1), claims),
        ]
        for name in ["iss", "aud"] where claims[name] != nil {
            rows.append(("\(name) of somebody else", header, claims.setting(name, "zz")))
            rows.append(("without \(name)", header, claims.setting(name, nil)))
        }
        if claims["nbf"] != nil { rows.append(("not valid for 30 days", header, claims.setting("nbf", .integer(far)))) }
        if claims["role"] != nil { rows.append(("a role that there is not", header, claims.setting("role", "zz"))) }
        return rows
    }
}
