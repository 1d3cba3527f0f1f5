import APISpec

/// Handshakes that must fail.
struct LiveRefused: Probe {
    static let rule = Rule(
        "live.refused", "Without a valid token the handshake is refused with AUTHENTICATION_REQUIRED",
        basis: "asyncapi.yaml, security of the API", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        guard let (channel, identity) = run.liveChannel(for: Self.rule) else { return }
        try await refuse(channel, nil, "without a token", run)
        for (what, token) in ForgedTokens.all(from: identity.token, dice: &run.dice).prefix(6) {
            try await refuse(channel, token, what, run)
        }
    }

    private func refuse(_ channel: JudgedChannel, _ token: String?, _ what: String, _ run: Run) async throws(Abort) {
        let code = "AUTHENTICATION_REQUIRED"
        run.check(Self.rule, channel.title)
        let status = run.spec.status(of: code) ?? 401
        switch try await run.open(channel, token: token) {
        case .open(let link):
            link.close()
            run.fail(live: Self.rule, channel, what, expected: "\(status) \(code)", got: "101")
        case .refused(let response):
            if response.status != status || response.errorCode != code {
                run.fail(
                    live: Self.rule, channel, what, expected: "\(status) \(code)", got: response.summary,
                    run.spec.location(ofCode: code))
            }
        }
    }
}
