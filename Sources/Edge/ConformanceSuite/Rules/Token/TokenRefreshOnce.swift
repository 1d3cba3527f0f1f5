import APISpec
import JSON

/// Whoever uses a refresh token twice may have stolen it.
struct TokenRefreshOnce: Probe {
    static let rule = Rule(
        "token.refresh-once", "A refresh token that was exchanged for another is refused, and its session ends",
        basis: "RFC 9700 section 4.14.2", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        guard let door = TokenDoor(Self.rule, run),
            let (refresh, first) = try await run.refreshing(Self.rule, as: door.identity.user)
        else { return }
        let ask = run.refreshAsk(refresh, first, "the refresh token of a login")
        guard let root = try await run.send(ask)?.json?.root, let next = root["access_token"]?.string else { return }
        run.curl.secrets.insert((next, "TOKEN"), at: 0)
        guard let second = root[refresh.member]?.string, second != first else {
            return run.skip(Self.rule, refresh.operation.title, "the refresh token stays the same")
        }
        try await refuse(run.refreshAsk(refresh, first, "the refresh token a second time"), run)
        try await refuse(run.refreshAsk(refresh, second, "the refresh token that came after it"), run)
        try await door.refuse(next, "the access token that came with it", Self.rule, run)
    }

    private func refuse(_ ask: Ask, _ run: Run) async throws(Abort) {
        guard let response = try await run.send(ask) else { return }
        run.check(Self.rule, ask)
        let codes = ask.operation?.codes(withStatus: response.status, in: run.spec) ?? []
        let isDeclared = run.spec.isAnybodys || response.errorCode.map(codes.contains) == true
        if !(response.status == 400 || response.status == 401) || !isDeclared {
            run.fail(Self.rule, ask, expected: "400 or 401 with a code of x-error-codes", got: response.summary)
        }
    }
}
