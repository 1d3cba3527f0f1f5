/// A valid token where none is looked for, and heads that pretend to be inside.
struct AuthScheme: Probe {
    static let rule = Rule(
        "auth.scheme", "A valid token under another scheme or in another place is refused", basis: "security, RFC 6750",
        fault: 311)

    func run(_ run: Run) async throws(Abort) {
        for question in TokenQuestion.all(Self.rule, run) {
            let token = run.current(question.identity).token
            for (what, value) in [
                ("the token under Basic", "Basic \(token)"), ("the token without a scheme", token),
                ("the scheme without a token", "Bearer"),
            ] {
                try await question.refuse(Self.rule, what, value, run)
            }
            try await elsewhere(question, token, run)
        }
    }

    private func elsewhere(_ question: TokenQuestion, _ token: String, _ run: Run) async throws(Abort) {
        let (one, base) = (question.operation, question.base)
        for name in ["token", "access_token"] {
            let changed = base.appending([(name, token)])
            try await run.refuseToken(run.ask(one, changed, as: nil, "the token as ?\(name)="), Self.rule)
        }
        var twice = run.ask(one, base, as: nil, "two Authorization fields")
        twice.request.headers += [("Authorization", "Bearer \(token)"), ("Authorization", "Bearer x")]
        try await run.refuseToken(twice, Self.rule)
        for (name, value) in [
            ("X-Forwarded-For", "127.0.0.1"), ("X-Original-URL", "/"), ("X-HTTP-Method-Override", "OPTIONS"),
        ] {
            var ask = run.ask(one, base, as: nil, "no token, but \(name): \(value)")
            ask.request.headers.append((name, value))
            try await run.refuseToken(ask, Self.rule)
        }
    }
}
