import APISpec

/// Handshakes that must fail.
struct LiveHandshakes {
    let channel: JudgedChannel

    func run(_ run: Run) async throws(Abort) {
        guard let identity = run.maker else { return }
        try await expect("AUTHENTICATION_REQUIRED", nil, "without a token", run)
        for (what, token) in ForgedTokens.all(from: identity.token, dice: &run.dice).prefix(6) {
            try await expect("AUTHENTICATION_REQUIRED", token, what, run)
        }
        guard run.isWanted(LiveRules.upgrade), run.spec.status(of: "UPGRADE_REQUIRED") != nil else { return }
        let request = RawRequest(
            method: "GET", target: channel.events.path,
            headers: [("Accept", "application/json"), ("Authorization", "Bearer \(identity.token)")])
        let ask = Ask(
            operation: nil, request: request, attempt: "a plain GET", identity: identity, title: channel.title)
        if let response = try await run.send(ask) {
            run.expect("UPGRADE_REQUIRED", LiveRules.upgrade, ask, response, because: channel.location)
        }
    }

    private func expect(_ code: String, _ token: String?, _ what: String, _ run: Run) async throws(Abort) {
        guard run.isWanted(LiveRules.refused) else { return }
        run.check(LiveRules.refused, channel.title)
        let status = run.spec.status(of: code) ?? 401
        switch try await run.open(channel, token: token) {
        case .open(let link):
            link.close()
            run.fail(live: LiveRules.refused, channel, what, expected: "\(status) \(code)", got: "101")
        case .refused(let response):
            if response.status != status || response.errorCode != code {
                run.fail(
                    live: LiveRules.refused, channel, what, expected: "\(status) \(code)", got: response.summary,
                    run.spec.location(ofCode: code))
            }
        }
    }
}
