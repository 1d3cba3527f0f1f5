import APISpec

/// The one operation that tokens are tried at: safe, secured, and asked most often.
struct TokenDoor {
    let operation: JudgedOperation
    let identity: Identity
    private let base: Base

    /// Nil with the rule skipped where no operation takes a token, or nobody has one.
    init?(_ rule: Rule, _ run: Run) {
        guard run.isWanted(rule) else { return nil }
        guard let (one, identity) = run.plainest(secured: true), !identity.isNobody else {
            run.skip(rule, "tokens", "no safe operation without path parameters takes a token of these users")
            return nil
        }
        (operation, self.identity) = (one, identity)
        base = run.base(of: one, as: identity, path: run.anyPath(of: one))
    }

    /// The token in its parts; nil with the rule skipped where it has none.
    func webToken(_ rule: Rule, _ run: Run) -> WebToken? {
        if let token = WebToken(identity.token) { return token }
        run.skip(rule, operation.title, "the access token is no JSON Web Token")
        return nil
    }

    /// The question with these Authorization fields and no other.
    func ask(_ fields: [String], _ what: String, _ run: Run) -> Ask {
        var ask = run.ask(operation, base, as: nil, what)
        ask.request = ask.request.with("Authorization", nil)
        ask.request.headers += fields.map { ("Authorization", $0) }
        return ask
    }

    /// Asks with a token that must not be let in.
    func refuse(_ token: String, _ what: String, _ rule: Rule, _ run: Run) async throws(Abort) {
        try await refuse(fields: ["Bearer \(token)"], what, rule, run)
    }

    func refuse(fields: [String], _ what: String, _ rule: Rule, _ run: Run) async throws(Abort) {
        let ask = ask(fields, what, run)
        guard let response = try await run.send(ask) else { return }
        run.expect("AUTHENTICATION_REQUIRED", rule, ask, response, because: operation.location(of: "security"))
    }
}

extension Run {
    /// A safe operation without path parameters, the one that may be asked most often, and somebody who may ask it.
    ///
    /// One that was asked and never answered with a 2xx is taken only where there is no other.
    func plainest(secured: Bool) -> (JudgedOperation, Identity)? {
        let plain = spec.operations.filter { one in
            one.isSafe && one.operation.path.parameterNames.isEmpty && (one.roles != nil) == secured
                && !one.parameters.contains(where: \.parameter.required)
        }
        let reachable = plain.compactMap { one in (caller(of: one) ?? identities.first).map { (one, $0) } }
        // Among equals the first: max takes the last.
        return reachable.reversed().max { rank($0.0) < rank($1.0) }
    }

    private func rank(_ one: JudgedOperation) -> (Int, Double) {
        let isBroken = seenStatuses[one.operation.id].map { !$0.contains { 200..<300 ~= $0 } } ?? false
        return (isBroken ? 0 : 1, one.requestsPerSecond)
    }
}
