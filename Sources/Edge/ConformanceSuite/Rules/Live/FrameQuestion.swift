import APISpec
import JSON

/// A connection of its own for one frame that ends it.
struct FrameQuestion {
    let channel: JudgedChannel
    let identity: Identity

    /// Sends the bytes and expects a Close with one of the codes, then the end of the connection.
    func expect(
        _ codes: Set<Int>, _ rule: Rule, _ what: String, _ bytes: [UInt8], _ place: SourceLocation?, _ run: Run
    ) async throws(Abort) {
        guard let link = try await run.frames(channel, token: identity.token) else { return }
        defer { link.close() }
        link.send(bytes)
        let frame = await link.first(within: 3_000) { $0.opcode == 8 }
        // The server may wait for the other end before it hangs up, but not for ever.
        if let frame { link.send(FrameLink.frame(0x88, frame.payload)) }
        let ends = await link.closes(within: 3_000)
        run.check(rule, channel.title)
        let isRight = frame?.closeCode.map(codes.contains) ?? false
        guard !isRight || !ends else { return }
        let got = frame.map { "a Close with \($0.closeCode.map { "\($0)" } ?? "no code")" } ?? "no Close frame"
        let wanted = codes.sorted().map { "\($0)" }.joined(separator: " or ")
        run.fail(
            live: rule, channel, what, expected: "a Close with \(wanted), then the end",
            got: got + (ends ? "" : ", and the connection stays open"), place)
    }
}

extension Run {
    /// A WebSocket for frames that may be wrong; nil where the handshake is refused.
    func frames(_ channel: JudgedChannel, token: String) async throws(Abort) -> FrameLink? {
        let (target, headers) = handshake(channel, token: token)
        requests += 1
        do throws(WireError) { return try await FrameLink.open(address, target: target, headers: headers) } catch {
            throw Abort(reason: error.reason)
        }
    }
}
