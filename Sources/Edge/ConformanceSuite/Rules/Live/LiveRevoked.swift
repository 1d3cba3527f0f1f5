import APISpec
import JSON

/// A connection does not outlive the session that opened it.
struct LiveRevoked: Probe {
    static let rule = Rule(
        "live.revoked", "A WebSocket is closed when its token is logged out with",
        basis: "the operation that ends a session", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        guard let (channel, identity) = run.liveChannel(for: Self.rule),
            let own = try await run.ownSession(Self.rule, identity.user),
            case .open(let link) = try await run.open(channel, token: own.identity.token)
        else { return }
        defer { link.close() }
        _ = await link.first(from: 0, within: 2_000) { _ in true }
        guard try await run.end(own.identity, own.logout) else { return }
        run.check(Self.rule, channel.title)
        if await !link.closes(within: 5_000) {
            run.fail(
                live: Self.rule, channel, "after \(own.logout.title)", expected: "a close", got: "open for another 5 s",
                own.logout.location)
        }
    }
}
