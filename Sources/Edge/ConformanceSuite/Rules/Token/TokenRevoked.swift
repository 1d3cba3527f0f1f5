import APISpec
import JSON

/// After logging out a token is as if it had never been.
struct TokenRevoked: Probe {
    static let rule = Rule(
        "token.revoked", "After logging out the token is refused", basis: "the operation that ends a session",
        fault: 311)

    func run(_ run: Run) async throws(Abort) {
        guard let door = TokenDoor(Self.rule, run), let own = try await run.ownSession(Self.rule, door.identity.user)
        else { return }
        guard try await run.end(own.identity, own.logout) else { return }
        try await door.refuse(own.identity.token, "after \(own.logout.title)", Self.rule, run)
    }
}

extension Run {
    /// A session to be ended, and the operation that ends it; nil, with the rule skipped, where there is none.
    func ownSession(_ rule: Rule, _ user: User) async throws(Abort) -> (identity: Identity, logout: JudgedOperation)? {
        guard let logout = spec.logout else {
            skip(rule, "tokens", "no operation under the login's tag ends a session")
            return nil
        }
        guard let token = try await session(as: user)?["access_token"]?.stringValue else { return nil }
        return (Identity(user: user, token: token, expiresIn: nil), logout)
    }

    /// Ends a session; whether that was done.
    func end(_ identity: Identity, _ logout: JudgedOperation) async throws(Abort) -> Bool {
        let base = base(of: logout, as: identity, path: anyPath(of: logout))
        guard let response = try await send(ask(logout, base, as: identity, "with a token of its own")) else {
            return false
        }
        return 200..<300 ~= response.status
    }
}
