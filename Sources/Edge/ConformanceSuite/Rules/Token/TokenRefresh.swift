import APISpec
import JSON

/// The next access token opens what the first one did.
struct TokenRefresh: Probe {
    static let rule = Rule(
        "token.refresh", "A refresh token gets an access token that is let in", basis: "RFC 6749 section 6")

    func run(_ run: Run) async throws(Abort) {
        guard let door = TokenDoor(Self.rule, run),
            let (refresh, token) = try await run.refreshing(Self.rule, as: door.identity.user)
        else { return }
        let ask = run.refreshAsk(refresh, token, "the refresh token of a login")
        guard let response = try await run.send(ask), run.expectSuccess(Self.rule, ask, response) else { return }
        guard let next = response.json?.root["access_token"]?.string else {
            return run.fail(Self.rule, ask, expected: "access_token", got: response.summary)
        }
        run.curl.secrets.insert((next, "TOKEN"), at: 0)
        let with = door.ask(["Bearer \(next)"], "the access token that was refreshed", run)
        if let answer = try await run.send(with) { run.expectSuccess(Self.rule, with, answer) }
    }
}
