import APISpec

/// What a caller says of itself, other than by its token, changes nothing.
struct AuthClaimed: Probe {
    static let rule = Rule(
        "auth.claimed", "Neither a cookie nor a field that names a user or a role gives what the token does not",
        basis: "security", fault: 304)

    private static let names = [
        "X-Role", "X-User-Role", "X-User", "X-Remote-User", "Remote-User", "X-Forwarded-User", "X-Authenticated-User",
    ]

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where one.roles != nil {
            let base = run.base(of: one, as: run.speaker(for: one), path: run.anyPath(of: one))
            if let identity = run.speaker(for: one), let (name, value) = identity.authorization, name == "Authorization"
            {
                let token = value.split(separator: " ").last.map(String.init) ?? ""
                var ask = run.ask(one, base, as: nil, "the token in a cookie")
                let cookie = ["token", "access_token", "session", "jwt"].map { "\($0)=\(token)" }
                ask.request = ask.request.with("Authorization", nil).with("Cookie", cookie.joined(separator: "; "))
                try await refuse("AUTHENTICATION_REQUIRED", ask, one, run)
            }
            for identity in run.identities.distinctRoles where !one.allows(identity.role) {
                var ask = run.ask(one, base, as: identity, "as \(identity.role), with fields that name another role")
                for name in Self.names {
                    ask.request = ask.request.with(name, name.hasSuffix("Role") ? one.roles?.last : claimed(one, run))
                }
                try await refuse("PERMISSION_DENIED", ask, one, run)
            }
        }
    }

    /// The name of somebody who may.
    private func claimed(_ one: JudgedOperation, _ run: Run) -> String? { run.caller(of: one)?.user.username }

    private func refuse(_ code: String, _ ask: Ask, _ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard let response = try await run.send(ask) else { return }
        run.expect(code, Self.rule, ask, response, because: one.location(of: "security"))
    }
}
