import APISpec

/// An operation that needs a token, asked validly but for its credentials.
struct TokenQuestion {
    static let code = "AUTHENTICATION_REQUIRED"

    let operation: JudgedOperation
    let identity: Identity
    let base: Base

    /// One for each operation that needs a token; the others are skipped with the reason.
    static func all(_ rule: Rule, _ run: Run) -> [TokenQuestion] {
        run.spec.operations.compactMap { one in
            guard one.roles != nil else {
                run.skip(rule, one.title, "open to everybody", .nothingToStandOn)
                return nil
            }
            guard let identity = run.caller(of: one) ?? run.identities.first, !identity.isNobody else {
                run.skip(rule, one.title, "no user at all")
                return nil
            }
            let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
            return TokenQuestion(operation: one, identity: identity, base: base)
        }
    }

    /// Asks with a value of the Authorization field; nil for none.
    func refuse(_ rule: Rule, _ what: String, _ authorization: String?, _ run: Run) async throws(Abort) {
        var ask = run.ask(operation, base, as: nil, what)
        ask.request = ask.request.with("Authorization", authorization)
        try await run.refuseToken(ask, rule)
    }
}

extension Run {
    /// Asks, and expects a 401 that says how to authenticate (RFC 9110 section 15.5.2).
    func refuseToken(_ ask: Ask, _ rule: Rule) async throws(Abort) {
        guard let response = try await send(ask) else { return }
        // What was ended or deleted although nobody should have been let in, is wanted by what follows.
        if 200..<300 ~= response.status, let one = ask.operation {
            if touchesSession(one) { try await renewIdentities() }
            if one.operation.method == "DELETE" { forget(ask.request.target) }
        }
        let place = ask.operation?.location(of: "security")
        expect(TokenQuestion.code, rule, ask, response, because: place)
        if response.status == 401, response["www-authenticate"] == nil {
            fail(rule, ask, expected: "a WWW-Authenticate field", got: "401 without it", spec: place)
        }
    }
}
