import APISpec

/// Accounts that nobody has made.
struct AuthDefaultAccount: Probe {
    static let rule = Rule(
        "auth.default-account", "No account of a common name has a common password",
        basis: "x-error-codes of the login",
        fault: 310)
    private static let accounts = [
        ("admin", "admin"), ("admin", "password"), ("root", "root"), ("test", "test"), ("guest", "guest"),
        ("user", "user"), ("administrator", "administrator"), ("demo", "demo"),
    ]

    func run(_ run: Run) async throws(Abort) {
        guard let login = run.spec.login else {
            return run.skip(Self.rule, "the specification", "it has no login", .nothingToStandOn)
        }
        guard let code = login.credentialsCode(in: run.spec) else {
            return run.skip(
                Self.rule, login.title, "it declares no code for wrong credentials", .nothingToStandOn)
        }
        for (name, password) in Self.accounts where !run.identities.contains(where: { $0.user.username == name }) {
            let user = User(username: name, password: password, role: "")
            let attempt = "\(name) with the password \(password)"
            guard let (ask, response) = try await run.guess(user, attempt, at: login, for: Self.rule) else { continue }
            run.expect(code, Self.rule, ask, response, because: login.location)
        }
    }
}
