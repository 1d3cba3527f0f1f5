import APISpec

/// Each role on each operation that lists it.
struct PositiveRole: Probe {
    static let rule = Rule("positive.role", "Every role that is listed may call", basis: "security", fault: 305)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where one.roles != nil && !run.touchesSession(one) {
            for identity in run.identities.distinctRoles where one.allows(identity.role) {
                try await call(one, as: identity, run)
            }
            for role in one.roles ?? [] where !run.identities.contains(where: { $0.role == role }) {
                run.skip(Self.rule, one.title, "no user with the role \(role)")
            }
        }
    }

    private func call(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        let own = try await run.base(of: one, as: identity, fresh: !one.isSafe)
        let base = own ?? run.base(of: one, as: identity, path: run.anyPath(of: one))
        let ask = run.ask(one, base, as: identity, "as \(identity.role)")
        guard let response = try await run.send(ask) else { return }
        guard own != nil else {
            // Without an object of its own the role is still let in, to be told that there is none.
            run.check(Self.rule, ask)
            if response.errorCode == "PERMISSION_DENIED" {
                run.fail(
                    Self.rule, ask, expected: "no PERMISSION_DENIED for \(identity.role)", got: response.summary,
                    spec: one.location(of: "security"))
            }
            return
        }
        if run.expectSuccess(Self.rule, ask, response, because: one.location(of: "security")), response.status == 201 {
            try await run.remember(response, "id", in: base.path, as: identity)
        }
    }
}
