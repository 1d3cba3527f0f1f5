import APISpec

/// Handshakes that are none, with a token that holds.
struct LiveHandshake: Probe {
    static let rule = Rule(
        "live.handshake",
        "A handshake that breaks RFC 6455 is refused, another version with 426 and Sec-WebSocket-Version",
        basis: "RFC 6455 sections 4.2.1 and 4.2.2")

    private static let changes: [(what: String, name: String, value: String?)] = [
        ("no Sec-WebSocket-Key", "Sec-WebSocket-Key", nil),
        ("a key of 15 bytes", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAA"),
        ("a key of 17 bytes", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAAA="),
        ("a key that is no base64", "Sec-WebSocket-Key", "!!!!!!!!!!!!!!!!!!!!!!=="),
        ("an empty key", "Sec-WebSocket-Key", ""), ("no Upgrade", "Upgrade", nil),
        ("an upgrade to something else", "Upgrade", "h2c"),
        ("no Connection", "Connection", nil), ("Connection without upgrade", "Connection", "keep-alive"),
        ("version 8", "Sec-WebSocket-Version", "8"), ("version 12", "Sec-WebSocket-Version", "12"),
        ("version 255", "Sec-WebSocket-Version", "255"), ("a word as version", "Sec-WebSocket-Version", "zz"),
        ("no version", "Sec-WebSocket-Version", nil),
    ]

    func run(_ run: Run) async throws(Abort) {
        guard let channel = run.spec.live, let identity = run.maker else {
            return run.skip(Self.rule, "WebSocket", "no asyncapi.yaml, or no user at all")
        }
        let (target, headers) = run.handshake(channel, token: identity.token)
        let fields: [(name: String, value: String)] =
            [
                ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
                ("Sec-WebSocket-Version", "13"), ("Accept", "application/json"),
            ] + headers
        let whole = RawRequest(method: "GET", target: target, headers: fields)
        for (what, name, value) in Self.changes {
            try await judge(whole.with(name, value), what, name, channel, run)
        }
        var doubled = whole
        doubled.headers.append(("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="))
        try await judge(doubled, "two keys", "Sec-WebSocket-Key", channel, run)
        var post = whole
        post.method = "POST"
        try await judge(post, "POST", "", channel, run)
    }

    private func judge(
        _ request: RawRequest, _ what: String, _ name: String, _ channel: JudgedChannel, _ run: Run
    ) async throws(Abort) {
        let ask = Ask(operation: nil, request: request, attempt: what, identity: run.maker, title: channel.title)
        guard let response = try await run.send(ask) else { return }
        run.check(Self.rule, ask)
        let isVersion = name == "Sec-WebSocket-Version"
        let isRight =
            isVersion && !["a word as version", "no version"].contains(what)
            ? response.status == 426 : 400..<500 ~= response.status
        if !isRight {
            run.fail(
                Self.rule, ask, expected: isVersion ? "426" : "a 4xx", got: response.summary, spec: channel.location)
        } else if response.status == 426, isVersion,
            !response.all("sec-websocket-version").contains(where: { $0.contains("13") })
        {
            run.fail(
                Self.rule, ask, expected: "Sec-WebSocket-Version: 13", got: "426 without it", spec: channel.location)
        }
    }
}

extension Run {
    /// Target and fields of a handshake with a token, given as the channel's binding says, else in the Authorization
    /// field.
    func handshake(_ channel: JudgedChannel, token: String?) -> (
        target: String, headers: [(name: String, value: String)]
    ) {
        guard let token else { return (channel.events.path, []) }
        guard let name = channel.tokenParameter else {
            return (channel.events.path, [("Authorization", "Bearer \(token)")])
        }
        return ("\(channel.events.path)?\(name)=\(ParameterText.encoded(token))", [])
    }
}
