import APISpec

/// Every example, every member with a default left out, and the least and the fullest generated value.
struct PositiveExample: Probe {
    static let rule = Rule(
        "positive.example", "Every example is answered with a declared 2xx", basis: "examples and required parameters",
        fault: 207)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations {
            guard let identity = run.speaker(for: one) else {
                run.skip(Self.rule, one.title, "no user with a role of \(one.roleList)")
                continue
            }
            if run.touchesSession(one) {
                try await session(one, as: identity, run)
            } else if one.operation.id == run.spec.login?.operation.id {
                try await logins(one, run)
            } else {
                try await examples(one, as: identity, run)
            }
        }
    }

    private func examples(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        for (what, body) in ValidBodies.all(of: one) {
            guard var base = try await run.base(of: one, as: identity, fresh: !one.isSafe) else {
                return run.skip(Self.rule, one.title, "no object to ask about")
            }
            base.body = body ?? base.body
            let ask = run.ask(one, base, as: identity, what)
            guard let response = try await run.send(ask) else { continue }
            if run.expectSuccess(Self.rule, ask, response), response.status == 201 {
                try await run.remember(response, "id", in: base.path, as: identity)
            }
        }
    }

    /// With a token of its own, since the call may end the session.
    private func session(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        guard !ValidBodies.hasValuesOfElsewhere(one) else {
            return run.skip(Self.rule, one.title, "its body holds what only an earlier answer gives")
        }
        let own = try await run.logIn(identity.user)
        guard let base = try await run.base(of: one, as: own) else { return }
        let ask = run.ask(one, base, as: own, "with a token of its own")
        if let response = try await run.send(ask) { run.expectSuccess(Self.rule, ask, response) }
        try await run.renewIdentities()
    }

    private func logins(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard one.jsonBody != nil else { return }
        for identity in run.identities {
            let ask = run.loginAsk(one, identity.user)
            if let response = try await run.send(ask) { run.expectSuccess(Self.rule, ask, response) }
        }
    }
}
