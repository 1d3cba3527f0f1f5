import APISpec

/// A token is good for one thing: a refresh token opens no operation, an access token gets no other.
struct TokenUse: Probe {
    static let rule = Rule(
        "token.use", "A refresh token is no access token, and an access token is no refresh token",
        basis: "RFC 6749 sections 1.5 and 6", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        guard let door = TokenDoor(Self.rule, run),
            let (refresh, token) = try await run.refreshing(Self.rule, as: door.identity.user)
        else { return }
        try await door.refuse(token, "the refresh token as Bearer", Self.rule, run)
        let ask = run.refreshAsk(refresh, door.identity.token, "the access token as \(refresh.member)")
        guard let response = try await run.send(ask) else { return }
        run.check(Self.rule, ask)
        if !(400..<500 ~= response.status) { run.fail(Self.rule, ask, expected: "a refusal", got: response.summary) }
    }
}
