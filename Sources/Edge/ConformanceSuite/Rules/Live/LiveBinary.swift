/// A command in a binary message is none.
struct LiveBinary: Probe {
    static let rule = Rule(
        "live.binary",
        "A binary message is refused or closes the connection with 1003; it is never taken for a command",
        basis: "RFC 6455 section 7.4.1")

    func run(_ run: Run) async throws(Abort) {
        guard let burst = CommandBurst(Self.rule, run) else { return }
        guard let link = try await run.frames(burst.channel, token: burst.identity.token) else { return }
        defer { link.close() }
        link.send(FrameLink.frame(0x82, Array(burst.text(0).utf8)))
        let names = [burst.replies.accepted, burst.replies.refused].map { "\"\($0)\"" }
        let frame = await link.first(within: 3_000) { frame in
            frame.opcode == 8 || (frame.opcode == 1 && names.contains { frame.text.contains($0) })
        }
        run.check(Self.rule, burst.channel.title)
        let isRefused = frame?.opcode == 1 && frame?.text.contains("\"\(burst.replies.refused)\"") == true
        if frame?.closeCode != 1003, !isRefused {
            run.fail(
                live: Self.rule, burst.channel, "a valid command as a binary message",
                expected: "\(burst.replies.refused), or a Close with 1003",
                got: frame.map { $0.closeCode.map { "a Close with \($0)" } ?? String($0.text.prefix(200)) }
                    ?? "nothing within 3 s")
        }
    }
}
