/// No credentials at all.
struct AuthMissingToken: Probe {
    static let rule = Rule(
        "auth.missing-token", "Without a token the answer is AUTHENTICATION_REQUIRED with WWW-Authenticate",
        basis: "security, RFC 9110 section 11.6.1", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        for question in TokenQuestion.all(Self.rule, run) {
            try await question.refuse(Self.rule, "without a token", nil, run)
        }
    }
}
