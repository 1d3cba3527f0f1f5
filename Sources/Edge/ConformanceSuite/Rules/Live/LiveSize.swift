import APISpec

/// The longest message, by the byte.
struct LiveSize: Probe {
    static let rule = Rule(
        "live.size", "A message of websocket.message_bytes is read, one byte more closes the connection with 1009",
        basis: "websocket.message_bytes of limits.yaml, RFC 6455 section 7.4.1")
    /// Larger limits are not sent out.
    private static let most = 8 << 20

    func run(_ run: Run) async throws(Abort) {
        guard let (channel, identity) = run.liveChannel(for: Self.rule) else { return }
        let limit = run.spec.contract.limits.websocket.messageBytes
        guard run.spec.limits != nil, limit <= Self.most, let replies = channel.replies else {
            return run.skip(Self.rule, channel.title, "no limits.yaml, no x-replies, or a limit too large to send")
        }
        let place = run.spec.location(ofLimit: "websocket", "message_bytes")
        guard let link = try await run.frames(channel, token: identity.token) else { return }
        link.send(FrameLink.frame(0x81, [UInt8(ascii: "{")] + [UInt8](repeating: 32, count: limit - 1)))
        let reply = await link.first(within: 5_000) { $0.opcode == 1 && $0.text.contains("\"\(replies.refused)\"") }
        link.close()
        run.check(Self.rule, channel.title)
        if reply == nil {
            run.fail(
                live: Self.rule, channel, "a message of \(limit) bytes", expected: replies.refused,
                got: "nothing within 5 s", place)
        }
        let bytes = FrameLink.frame(0x81, [UInt8](repeating: 32, count: limit + 1))
        try await FrameQuestion(channel: channel, identity: identity)
            .expect([1009], Self.rule, "a message of \(limit + 1) bytes", bytes, place, run)
    }
}
