import APISpec

/// Passwords that are nearly right.
struct AuthGuess: Probe {
    static let rule = Rule(
        "auth.guess", "Neither a part nor another spelling of a password is taken",
        basis: "x-error-codes of the login", fault: 304)

    func run(_ run: Run) async throws(Abort) {
        guard let login = run.spec.login, let user = run.identities.first?.user else { return }
        guard let code = login.credentialsCode(in: run.spec) else {
            return run.skip(Self.rule, login.title, "it declares no code for wrong credentials")
        }
        for (what, password) in Self.near(user.password) where password != user.password && !password.isEmpty {
            let guess = User(username: user.username, password: password, role: "")
            guard let (ask, response) = try await run.guess(guess, what, at: login, of: user, for: Self.rule) else {
                continue
            }
            run.expect(code, Self.rule, ask, response, because: login.location(of: "x-error-codes"))
        }
    }

    private static func near(_ password: String) -> [(String, String)] {
        [
            ("all but the end of the password", String(password.dropLast())),
            ("half of the password", String(password.prefix(password.count / 2))),
            ("the password in capitals", password.uppercased()),
            ("the password in small letters", password.lowercased()),
            ("a blank before the password", " " + password), ("a blank behind the password", password + " "),
            ("the password twice", password + password),
        ]
    }
}
