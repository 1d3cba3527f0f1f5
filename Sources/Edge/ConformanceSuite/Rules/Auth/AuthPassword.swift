import APISpec
import JSON
import SchemaInstances

/// Credentials that do not hold.
struct AuthPassword: Probe {
    static let rule = Rule(
        "auth.password", "Wrong credentials are refused, and alike for names that exist and names that do not",
        basis: "x-error-codes of the login", fault: 304)

    func run(_ run: Run) async throws(Abort) {
        guard let login = run.spec.login, let user = run.identities.first?.user else { return }
        guard let code = login.credentialsCode(in: run.spec) else {
            return run.skip(Self.rule, login.title, "it declares no code for wrong credentials", .nothingToStandOn)
        }
        var answers: [String] = []
        for (what, name, password) in [
            ("a wrong password", user.username, user.password + "x"),
            ("an unknown name", "nobody-" + run.newWord(8), user.password),
            ("the password without its last character", user.username, String(user.password.dropLast())),
            ("the password in capitals", user.username, user.password.uppercased()),
            ("the name with a space behind it", user.username + " ", user.password),
        ] where password != user.password || name != user.username {
            let guess = User(username: name, password: password, role: "")
            guard let (ask, response) = try await run.guess(guess, what, at: login, of: user, for: Self.rule) else {
                continue
            }
            run.expect(code, Self.rule, ask, response, because: login.location(of: "x-error-codes"))
            let told = "\(response.status) \(response.json?.root["detail"]?.string ?? "")"
            if let before = answers.first, before != told {
                run.fail(Self.rule, ask, expected: "the same answer as for a wrong password: \(before)", got: told)
            }
            answers.append(told)
        }
    }
}

extension JudgedOperation {
    /// The code with which a login refuses credentials that do not hold; nil where it declares none.
    func credentialsCode(in spec: JudgedSpec) -> String? {
        operation.errorCodes.first {
            $0 != "AUTHENTICATION_REQUIRED" && $0.contains("CREDENTIALS") || spec.status(of: $0) == 401
        }
    }
}
