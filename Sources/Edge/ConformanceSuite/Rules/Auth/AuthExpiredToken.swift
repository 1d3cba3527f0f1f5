import APISpec
import JSON

/// A token ends when it says so, for requests and for the WebSocket.
struct AuthExpiredToken: Probe {
    static let rule = Rule(
        "auth.expired-token", "A token that has run out is refused", basis: "security, RFC 7519 section 4.1.4",
        fault: 311)
    /// Seconds that a run waits for a token to run out by itself.
    private static let patience = 10
    /// Seconds since exp; the first is more than any clock may be off.
    private static let ages = [120, 3_600, 86_400 * 365]

    func run(_ run: Run) async throws(Abort) {
        if !run.tokenSecret.isEmpty {
            if let sealed = SealedTokens(Self.rule, run) { try await judge(sealed, run) }
            return
        }
        guard let door = TokenDoor(Self.rule, run) else { return }
        guard let seconds = door.identity.expiresIn, seconds <= Self.patience else {
            let lifetime = door.identity.expiresIn.map { "\($0) s" } ?? "an unknown time"
            return run.skip(
                Self.rule, door.operation.title,
                "tokens hold for \(lifetime), too long to wait for; the key that signs them would do: --token-secret",
                .outOfTime)
        }
        await run.pause(Int64(seconds + 1) * 1_000_000_000)
        try await door.refuse(door.identity.token, "after \(seconds + 1) s", Self.rule, run)
        try await run.renewIdentities()
    }

    private func judge(_ sealed: SealedTokens, _ run: Run) async throws(Abort) {
        let now = Int(run.today().milliseconds / 1_000)
        for age in Self.ages {
            let claims = sealed.expired(age, now: now)
            try await sealed.refuse(sealed.token.header, claims, "a token that ran out \(age) s ago", Self.rule, run)
        }
        guard let channel = run.spec.live else { return }
        let token = sealed.sealed(sealed.token.header, sealed.expired(Self.ages[0], now: now))
        run.check(Self.rule, channel.title)
        let status = run.spec.status(of: TokenQuestion.code) ?? 401
        var got = "101"
        switch try await run.open(channel, token: token) {
        case .open(let link): link.close()
        case .refused(let response) where response.status == status: return
        case .refused(let response): got = response.summary
        }
        run.fail(
            live: Self.rule, channel, "a token that ran out \(Self.ages[0]) s ago",
            expected: "\(status) \(TokenQuestion.code)", got: got)
    }
}
