import APISpec
import JSON
import SchemaInstances

/// A refresh token, once and a second time.
struct AuthRefresh: Probe {
    static let rule = Rule(
        "auth.refresh", "A refresh token gets the next tokens once, and is refused when it comes again",
        basis: "refresh_token of the login, RFC 9700 section 4.14")

    func run(_ run: Run) async throws(Abort) {
        guard let login = run.spec.login, let user = run.identities.first?.user,
            let one = run.spec.operations.first(where: { $0.takesRefreshToken })
        else {
            return run.skip(Self.rule, "the specification", "no operation takes a refresh_token", .nothingToStandOn)
        }
        guard let granted = try await run.send(run.loginAsk(login, user))?.json?.root["refresh_token"]?.string else {
            return run.skip(Self.rule, one.title, "the login answered no refresh_token")
        }
        run.curl.secrets.insert((granted, "TOKEN"), at: 0)
        let first = ask(one, granted, "the token of a login", run)
        guard let answer = try await run.send(first), run.expectSuccess(Self.rule, first, answer) else { return }
        let again = ask(one, granted, "the same token again", run)
        guard let refusal = try await run.send(again) else { return }
        if let code = one.codes(withStatus: 401, in: run.spec).first(where: { $0 != TokenQuestion.code }) {
            run.expect(code, Self.rule, again, refusal, because: one.location(of: "x-error-codes"))
        }
    }

    private func ask(_ one: JudgedOperation, _ token: String, _ attempt: String, _ run: Run) -> Ask {
        var base = run.base(of: one, as: nil, path: one.operation.path.text)
        base.body = ["refresh_token": .string(token)]
        return run.ask(one, base, as: nil, attempt)
    }
}

extension JudgedOperation {
    /// Whether it turns a refresh token into an access token (RFC 6749 section 6).
    var takesRefreshToken: Bool {
        jsonBody?.schema.property("refresh_token") != nil
            && successes.contains { $0.jsonSchema?.property("access_token") != nil }
    }
}
