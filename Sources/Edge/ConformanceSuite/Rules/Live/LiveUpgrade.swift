import APISpec

/// The WebSocket's path by plain HTTP.
struct LiveUpgrade: Probe {
    static let rule = Rule(
        "live.upgrade", "A plain request on the WebSocket's path is refused with UPGRADE_REQUIRED",
        basis: "RFC 6455 section 4.2.2", fault: 112)

    func run(_ run: Run) async throws(Abort) {
        guard let (channel, identity) = run.liveChannel(for: Self.rule) else { return }
        guard run.spec.status(of: "UPGRADE_REQUIRED") != nil else {
            return run.skip(Self.rule, channel.title, "UPGRADE_REQUIRED is not in errors.yaml", .nothingToStandOn)
        }
        let request = RawRequest(
            method: "GET", target: channel.events.path,
            headers: [("Accept", "application/json"), ("Authorization", "Bearer \(identity.token)")])
        let ask = Ask(
            operation: nil, request: request, attempt: "a plain GET", identity: identity, title: channel.title)
        if let response = try await run.send(ask) {
            run.expect("UPGRADE_REQUIRED", Self.rule, ask, response, because: channel.location)
        }
    }
}
