import APISpec

/// A client that waits to be asked for its body.
struct FramingContinue: Probe {
    static let rule = Rule(
        "framing.continue", "A body that waits for 100 Continue is asked for, or refused",
        basis: "RFC 9110 section 10.1.1")

    func run(_ run: Run) async throws(Abort) {
        guard let (ask, body) = try await run.creation(Self.rule) else { return }
        var request = ask.request
        request.headers += [("Expect", "100-continue"), ("Content-Length", "\(body.count)")]
        request.body = nil
        let head = request.bytes(host: run.address.authority)
        let socket = try await run.connect()
        defer { socket.close() }
        socket.send(head)
        let isAsked = await socket.wait(milliseconds: 3_000) { bytes in
            String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 100")
        }
        if isAsked { socket.send(body) }
        await socket.wait(milliseconds: isAsked ? 5_000 : 100) { !Conversation($0, isClosed: false).answers.isEmpty }
        let talk = Conversation(socket.received, isClosed: socket.isClosed)
        if isAsked { return try await run.expectMade(Self.rule, talk, ask, "Expect: 100-continue", head + body) }
        run.check(Self.rule, ask)
        if talk.answers.first.map({ $0.status >= 400 }) != true {
            run.fail(
                raw: Self.rule, ask.subject, "Expect: 100-continue", head, expected: "100, or a refusal",
                got: talk.answers.first?.summary ?? "neither within 3 s")
        }
    }
}

extension Run {
    /// A connection for bytes as they are; an unreachable server ends the run.
    func connect() async throws(Abort) -> RawSocket {
        requests += 1
        do throws(WireError) { return try await RawSocket.connect(to: address) } catch {
            throw Abort(reason: error.reason)
        }
    }
}
