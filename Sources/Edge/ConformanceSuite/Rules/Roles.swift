import APISpec
import JSON
import SchemaInstances

/// A role that is not listed is refused; wrong credentials are too.
struct Roles: Probe {
    static let role = Rule(
        "auth.role", "A role that is not listed is refused with PERMISSION_DENIED", basis: "security")
    static let password = Rule(
        "auth.password", "Wrong credentials are refused, and alike for names that exist and names that do not",
        basis: "x-error-codes of the login")

    let rules = [role, password]

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where one.roles?.isEmpty == false {
            let denied = run.identities.distinctRoles.filter { !one.allows($0.role) }
            if denied.isEmpty { run.skip(Self.role, one.title, "no user with a role that is not listed") }
            for identity in denied {
                let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
                let ask = run.ask(one, base, as: identity, "as \(identity.role)")
                guard let response = try await run.send(ask) else { continue }
                run.expect("PERMISSION_DENIED", Self.role, ask, response, because: one.location(of: "security"))
            }
        }
        try await passwords(run)
    }

    private func passwords(_ run: Run) async throws(Abort) {
        guard run.isWanted(Self.password), let login = run.spec.login, let user = run.identities.first?.user else {
            return
        }
        guard
            let code = login.operation.errorCodes.first(where: {
                $0 != "AUTHENTICATION_REQUIRED" && $0.contains("CREDENTIALS") || run.spec.status(of: $0) == 401
            })
        else { return run.skip(Self.password, login.title, "it declares no code for wrong credentials") }
        var answers: [String] = []
        for (what, name, password) in [
            ("a wrong password", user.username, user.password + "x"),
            ("an unknown name", "nobody-" + run.dice.word(8), user.password),
        ] {
            let ask = run.loginAsk(login, User(username: name, password: password, role: ""))
            var named = ask
            named.attempt = what
            guard let response = try await run.send(named) else { continue }
            run.expect(code, Self.password, named, response, because: login.location(of: "x-error-codes"))
            let body = response.json?.root
            let told = "\(response.status) \(body?["detail"]?.string ?? "")"
            if let before = answers.first, before != told {
                run.fail(
                    Self.password, named, expected: "the same answer as for a wrong password: \(before)", got: told)
            }
            answers.append(told)
        }
        // The right password forgets the failure, so that nobody is locked out.
        _ = try await run.logIn(user)
    }
}
