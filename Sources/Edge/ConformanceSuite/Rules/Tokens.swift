import APISpec
import JSON

/// Who has no token, or none that holds, is not let in: on any operation, in any spelling.
struct Tokens: Probe {
    static let missing = Rule(
        "auth.missing-token", "Without a token the answer is AUTHENTICATION_REQUIRED with WWW-Authenticate",
        basis: "security, RFC 9110 section 11.6.1")
    static let forged = Rule(
        "auth.forged-token", "A token that the server has not made is refused", basis: "security, RFC 8725")
    static let scheme = Rule(
        "auth.scheme", "A valid token under another scheme or in another place is refused", basis: "security, RFC 6750")
    static let spelling = Rule(
        "auth.path-spelling", "No other spelling of a path gets around security", basis: "security, RFC 3986")
    static let expired = Rule("auth.expired-token", "A token that has run out is refused", basis: "security, RFC 7519")

    let rules = [missing, forged, scheme, spelling, expired]
    private let code = "AUTHENTICATION_REQUIRED"

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations {
            guard one.roles != nil else {
                run.skip(Self.missing, one.title, "open to everybody")
                continue
            }
            guard let identity = run.caller(of: one) ?? run.identities.first, !identity.isNobody else {
                run.skip(Self.missing, one.title, "no user at all")
                continue
            }
            let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
            try await ask(one, base, Self.missing, "without a token", nil, run)
            for (what, token) in ForgedTokens.all(from: identity.token, dice: &run.dice) {
                try await ask(one, base, Self.forged, what, "Bearer \(token)", run)
            }
            let token = identity.token
            for (what, value) in [
                ("the token under Basic", "Basic \(token)"), ("the token without a scheme", token),
                ("the scheme without a token", "Bearer"),
            ] {
                try await ask(one, base, Self.scheme, what, value, run)
            }
            try await elsewhere(one, base, token, run)
            try await spellings(one, base, run)
        }
        try await expire(run)
    }

    private func ask(
        _ one: JudgedOperation, _ base: Base, _ rule: Rule, _ what: String, _ authorization: String?, _ run: Run
    ) async throws(Abort) {
        guard run.isWanted(rule) || rule == Self.missing else { return }
        var ask = run.ask(one, base, as: nil, what)
        ask.request = ask.request.with("Authorization", authorization)
        try await judge(ask, rule, run)
    }

    private func judge(_ ask: Ask, _ rule: Rule, _ run: Run) async throws(Abort) {
        guard let response = try await run.send(ask) else { return }
        let place = ask.operation?.location(of: "security")
        guard run.expect(code, rule, ask, response, because: place) else { return }
        // RFC 9110 section 15.5.2: a 401 says how to authenticate.
        if response.status == 401, response["www-authenticate"] == nil {
            run.fail(rule, ask, expected: "a WWW-Authenticate field", got: "401 without it", spec: place)
        }
    }

    private func elsewhere(_ one: JudgedOperation, _ base: Base, _ token: String, _ run: Run) async throws(Abort) {
        guard run.isWanted(Self.scheme) else { return }
        for name in ["token", "access_token"] {
            let changed = base.appending([(name, token)])
            try await judge(run.ask(one, changed, as: nil, "the token as ?\(name)="), Self.scheme, run)
        }
        var twice = run.ask(one, base, as: nil, "two Authorization fields")
        twice.request.headers += [("Authorization", "Bearer \(token)"), ("Authorization", "Bearer x")]
        try await judge(twice, Self.scheme, run)
        for (name, value) in [
            ("X-Forwarded-For", "127.0.0.1"), ("X-Original-URL", "/"), ("X-HTTP-Method-Override", "OPTIONS"),
        ] {
            var ask = run.ask(one, base, as: nil, "no token, but \(name): \(value)")
            ask.request.headers.append((name, value))
            try await judge(ask, Self.scheme, run)
        }
    }

    private func spellings(_ one: JudgedOperation, _ base: Base, _ run: Run) async throws(Abort) {
        guard run.isWanted(Self.spelling) else { return }
        let path = base.path
        for spelling in [
            path + "/", "/" + path, path.replacingFirst("/", by: "/%2e/"), path.uppercased(), path + ";x=1",
            path + "%00",
            path + "%20", path + ".json", path.replacingFirst("/", by: "/x/../"),
        ] {
            var changed = base
            changed.path = spelling
            var ask = run.ask(one, changed, as: nil, "without a token at \(spelling)")
            ask.operation = nil
            ask.title = one.title
            guard let response = try await run.send(ask) else { continue }
            run.check(Self.spelling, ask)
            if response.status < 400 || response.status >= 500 {
                run.fail(
                    Self.spelling, ask, expected: "a 4xx", got: response.summary, spec: one.location(of: "security"))
            }
        }
    }

    private func expire(_ run: Run) async throws(Abort) {
        guard let one = run.spec.operations.first(where: { $0.roles != nil && $0.isSafe }) else { return }
        guard let identity = run.identities.first(where: { one.allows($0.role) }) else {
            return run.skip(Self.expired, one.title, "no user with a role of \(one.roleList)")
        }
        guard let seconds = identity.expiresIn, seconds <= 10 else {
            let lifetime = identity.expiresIn.map { "\($0) s" } ?? "an unknown time"
            return run.skip(Self.expired, one.title, "tokens hold for \(lifetime), too long to wait for")
        }
        guard run.isWanted(Self.expired) else { return }
        await run.pause(Int64(seconds + 1) * 1_000_000_000)
        let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
        try await ask(one, base, Self.expired, "after \(seconds + 1) s", "Bearer \(identity.token)", run)
        try await run.renewIdentities()
    }
}

extension String {
    /// With the first occurrence replaced.
    fileprivate func replacingFirst(_ needle: String, by text: String) -> String {
        guard let range = firstRange(of: needle) else { return self }
        return self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
