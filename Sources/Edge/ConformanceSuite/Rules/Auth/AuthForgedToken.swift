/// Tokens that look like one of the server's.
struct AuthForgedToken: Probe {
    static let rule = Rule(
        "auth.forged-token", "A token that the server has not made is refused", basis: "security, RFC 8725", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        for question in TokenQuestion.all(Self.rule, run) {
            for (what, token) in ForgedTokens.all(from: run.current(question.identity).token, dice: &run.dice) {
                try await question.refuse(Self.rule, what, "Bearer \(token)", run)
            }
        }
    }
}
