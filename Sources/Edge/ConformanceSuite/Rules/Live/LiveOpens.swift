/// The handshake of somebody who may listen.
struct LiveOpens: Probe {
    static let rule = Rule(
        "live.opens", "With a valid token the handshake succeeds", basis: "RFC 6455 section 4.2.2", fault: 207)

    func run(_ run: Run) async throws(Abort) {
        guard let (channel, _) = run.liveChannel(for: Self.rule) else { return }
        run.check(Self.rule, channel.title)
        if try await run.liveSession(for: Self.rule) == nil {
            run.fail(live: Self.rule, channel, "with a valid token", expected: "101", got: "a refusal")
        }
    }
}
