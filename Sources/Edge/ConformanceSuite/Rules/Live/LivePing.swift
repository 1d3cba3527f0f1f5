import SchemaInstances

/// The Ping of RFC 6455, which is no command.
struct LivePing: Probe {
    static let rule = Rule(
        "live.ping", "A Ping is answered by a Pong with its payload", basis: "RFC 6455 section 5.5.3")

    func run(_ run: Run) async throws(Abort) {
        guard let (channel, identity) = run.liveChannel(for: Self.rule),
            let link = try await run.frames(channel, token: identity.token)
        else { return }
        defer { link.close() }
        for payload in [[], Array("zz-\(run.dice.word(8))".utf8), [UInt8](repeating: 0, count: 125)] {
            link.send(FrameLink.frame(0x89, payload))
            run.check(Self.rule, channel.title)
            let pong = await link.first(within: 3_000) { $0.opcode == 10 && $0.payload == payload }
            if pong == nil {
                run.fail(
                    live: Self.rule, channel, "a Ping of \(payload.count) bytes", expected: "a Pong with them",
                    got: "none within 3 s")
            }
        }
    }
}
