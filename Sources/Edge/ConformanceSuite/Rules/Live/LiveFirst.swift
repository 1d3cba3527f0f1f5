import JSON

/// What a connection says first.
struct LiveFirst: Probe {
    static let rule = Rule("live.first", "The first event is the one that x-order names", basis: "x-order.first")

    func run(_ run: Run) async throws(Abort) {
        guard let session = try await run.liveSession(for: Self.rule) else { return }
        let channel = session.channel
        guard let wanted = channel.order?.first else {
            return run.skip(Self.rule, channel.title, "asyncapi.yaml has no x-order.first", .nothingToStandOn)
        }
        run.check(Self.rule, channel.title)
        _ = await session.link.first(from: 0, within: 5_000) { _ in true }
        let name = session.link.messages.first.flatMap { try? JSONValue.parse($0)["event"]?.stringValue }
        if name != wanted {
            run.fail(
                live: Self.rule, channel, "after the handshake", expected: wanted, got: name ?? "nothing within 5 s",
                channel.order?.location)
        }
    }
}
