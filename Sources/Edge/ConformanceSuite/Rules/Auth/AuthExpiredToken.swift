import APISpec

/// A token after its time, where that comes soon enough to wait for.
struct AuthExpiredToken: Probe {
    static let rule = Rule(
        "auth.expired-token", "A token that has run out is refused", basis: "security, RFC 7519", fault: 311)
    private static let patience = 10

    func run(_ run: Run) async throws(Abort) {
        guard let one = run.spec.operations.first(where: { $0.roles != nil && $0.isSafe }) else { return }
        guard let identity = run.identities.first(where: { one.allows($0.role) }) else {
            return run.skip(Self.rule, one.title, "no user with a role of \(one.roleList)")
        }
        guard let seconds = identity.expiresIn, seconds <= Self.patience else {
            let lifetime = identity.expiresIn.map { "\($0) s" } ?? "an unknown time"
            return run.skip(Self.rule, one.title, "tokens hold for \(lifetime), too long to wait for", .outOfTime)
        }
        await run.pause(Int64(seconds + 1) * 1_000_000_000)
        let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
        let question = TokenQuestion(operation: one, identity: identity, base: base)
        try await question.refuse(Self.rule, "after \(seconds + 1) s", "Bearer \(identity.token)", run)
        try await run.renewIdentities()
    }
}
