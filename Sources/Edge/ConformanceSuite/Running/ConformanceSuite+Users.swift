extension ConformanceSuite {
    /// The users, each with a token that the server has just given.
    ///
    /// - Throws: `CouldNotJudge` if one of them cannot log in.
    public func usersWithTokens(
        clock: @escaping @Sendable () -> Int64, pause: @escaping @Sendable (Int64) async -> Void
    ) async throws(CouldNotJudge) -> [User] {
        let run = Run(
            spec: spec, address: address, selection: selection, headers: headers, watches: [], seed: seed, clock: clock,
            pause: pause, tell: { _ in })
        do throws(Abort) { try await logIn(run) } catch { throw CouldNotJudge(error.reason) }
        run.close()
        return run.identities.map { identity in
            var user = identity.user
            user.token = identity.token
            return user
        }
    }
}
