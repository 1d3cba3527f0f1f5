/// Frames that RFC 6455 does not allow.
struct LiveFrames: Probe {
    static let rule = Rule(
        "live.frames", "A frame that breaks RFC 6455 closes the connection with the code for it",
        basis: "RFC 6455 sections 5 and 7.4.1")

    func run(_ run: Run) async throws(Abort) {
        guard let (channel, identity) = run.liveChannel(for: Self.rule) else { return }
        let question = FrameQuestion(channel: channel, identity: identity)
        for (what, bytes, codes) in Self.faults { try await question.expect(codes, Self.rule, what, bytes, nil, run) }
    }

    /// What is wrong, the bytes, and the codes that may answer them.
    private static let faults: [(String, [UInt8], Set<Int>)] = [
        ("a frame without a mask", FrameLink.frame(0x81, Array("{}".utf8), isMasked: false), [1002]),
        ("a reserved bit", FrameLink.frame(0xC1, Array("{}".utf8)), [1002]),
        ("opcode 3", FrameLink.frame(0x83, []), [1002]),
        ("opcode 15", FrameLink.frame(0x8F, []), [1002]), ("a Ping in two frames", FrameLink.frame(0x09, []), [1002]),
        ("a Ping of 126 bytes", FrameLink.frame(0x89, [UInt8](repeating: 97, count: 126)), [1002]),
        ("a continuation of nothing", FrameLink.frame(0x80, Array("{}".utf8)), [1002]),
        ("a new message inside another", FrameLink.frame(0x01, [123]) + FrameLink.frame(0x81, [125]), [1002]),
        ("text that is no UTF-8", FrameLink.frame(0x81, [0x22, 0xC3, 0x28, 0x22]), [1007]),
        ("text cut inside a character", FrameLink.frame(0x81, [0x22, 0xE2, 0x82]), [1007]),
        ("a Close of one byte", FrameLink.frame(0x88, [0x03]), [1002]),
        ("a Close with 999", FrameLink.frame(0x88, [0x03, 0xE7]), [1002]),
        ("a Close with 1005", FrameLink.frame(0x88, [0x03, 0xED]), [1002]),
        ("a Close with a reason that is no UTF-8", FrameLink.frame(0x88, [0x03, 0xE8, 0xFF]), [1002, 1007]),
    ]
}
