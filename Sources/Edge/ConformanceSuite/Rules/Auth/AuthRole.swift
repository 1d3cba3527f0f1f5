import APISpec

/// Each role on each operation that does not list it.
struct AuthRole: Probe {
    static let rule = Rule(
        "auth.role", "A role that is not listed is refused with PERMISSION_DENIED", basis: "security", fault: 306)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where one.roles?.isEmpty == false {
            let denied = run.identities.distinctRoles.filter { !one.allows($0.role) }
            if denied.isEmpty { run.skip(Self.rule, one.title, "no user with a role that is not listed") }
            for identity in denied {
                let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
                let ask = run.ask(one, base, as: identity, "as \(identity.role)")
                guard let response = try await run.send(ask) else { continue }
                run.expect("PERMISSION_DENIED", Self.rule, ask, response, because: one.location(of: "security"))
            }
        }
    }
}
