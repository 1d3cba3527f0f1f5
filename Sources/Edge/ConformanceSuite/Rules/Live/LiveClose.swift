/// The closing handshake.
struct LiveClose: Probe {
    static let rule = Rule(
        "live.close", "A Close is answered by a Close, then the connection ends", basis: "RFC 6455 section 5.5.1")

    func run(_ run: Run) async throws(Abort) {
        guard let (channel, identity) = run.liveChannel(for: Self.rule) else { return }
        let frame = FrameLink.frame(0x88, [0x03, 0xE8])
        try await FrameQuestion(channel: channel, identity: identity)
            .expect([1000], Self.rule, "a Close with 1000", frame, nil, run)
    }
}
