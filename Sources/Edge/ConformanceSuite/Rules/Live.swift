import APISpec
import JSON

/// The WebSocket: handshakes, then a recording of what happens while objects are made and worked on, then commands.
struct Live: Probe {
    let rules = LiveRules.all
    private static let patience: Int64 = 30_000

    func run(_ run: Run) async throws(Abort) {
        guard let channel = run.spec.live else {
            return run.skip(LiveRules.opens, "WebSocket", "the specification has no asyncapi.yaml")
        }
        guard let identity = run.maker else {
            return run.skip(LiveRules.opens, channel.title, "no user at all")
        }
        try await LiveHandshakes(channel: channel).run(run)
        guard let link = try await open(channel, as: identity, run) else { return }
        let trace = try await record(channel, link, as: identity, run)
        LiveTrace(channel: channel).judge(trace, run)
        try await LiveReplay(channel: channel).run(run, trace, as: identity)
        try await LiveCommands(channel: channel).run(run, link, trace, as: identity)
        await beat(channel, link, run)
        LiveTrace(channel: channel).judgeSchema(link.messages, from: trace.count, run)
        report(link.messages, channel, run)
        link.close()
    }

    private func open(_ channel: JudgedChannel, as identity: Identity, _ run: Run) async throws(Abort) -> LiveLink? {
        run.check(LiveRules.opens, channel.title)
        guard case .open(let link) = try await run.open(channel, token: identity.token) else {
            run.fail(live: LiveRules.opens, channel, "with a valid token", expected: "101", got: "a refusal")
            return nil
        }
        guard let wanted = channel.order?.first else { return link }
        run.check(LiveRules.first, channel.title)
        _ = await link.first(from: 0, within: 5_000) { _ in true }
        let name = link.messages.first.flatMap { try? JSONValue.parse($0)["event"]?.stringValue }
        if name != wanted {
            run.fail(
                live: LiveRules.first, channel, "after the handshake", expected: wanted,
                got: name ?? "nothing within 5 s",
                channel.order?.location)
        }
        return link
    }

    /// Makes objects by every example, does with them what can be done, and listens until all has ended.
    private func record(
        _ channel: JudgedChannel, _ link: LiveLink, as identity: Identity, _ run: Run
    ) async throws(Abort) -> [String] {
        for creator in run.spec.operations where creator.isCreator && creator.allows(identity.role) {
            guard creator.operation.id != run.spec.login?.operation.id, !run.touchesSession(creator) else { continue }
            for body in creator.jsonBody?.examples ?? [] {
                try await work(creator, body, endingWith: { !$0.hasSuffix("/cancel") }, as: identity, run)
            }
            if let body = creator.jsonBody?.examples.first {
                try await work(creator, body, endingWith: { _ in true }, as: identity, run)
            }
        }
        if let order = channel.order, let begins = order.begins, let subject = order.subject {
            await settle(link, begins, order.ends, subject)
        }
        return link.messages
    }

    private func work(
        _ creator: JudgedOperation, _ body: JSONValue, endingWith isWanted: (String) -> Bool, as identity: Identity,
        _ run: Run
    ) async throws(Abort) {
        var base = run.base(of: creator, as: identity, path: creator.operation.path.text)
        base.body = body
        let ask = run.ask(creator, base, as: identity, "to see its events")
        guard let response = try await run.send(ask),
            let made = try await run.remember(response, "id", in: base.path, as: identity)
        else { return }
        let prefix = "\(made.collection)/\(ParameterText.encoded(made.id))"
        for one in run.spec.operations where one.operation.method == "POST" && one.bodies.isEmpty {
            let segments = one.operation.path.segments
            guard one.allows(identity.role), segments.count == creator.operation.path.segments.count + 2,
                Array(segments.dropLast(2)) == creator.operation.path.segments,
                case .literal(let verb)? = segments.last,
                isWanted("/\(verb)")
            else { continue }
            let next = run.base(of: one, as: identity, path: "\(prefix)/\(verb)")
            _ = try await run.send(run.ask(one, next, as: identity, "to see its events"))
        }
    }

    /// Waits until everything that began has ended, or patience is.
    private func settle(_ link: LiveLink, _ begins: String, _ ends: [String], _ subject: String) async {
        let start = link.messages.compactMap { try? JSONValue.parse($0) }
        // What was asked for last may not have begun yet.
        _ = await link.first(from: start.count, within: 1_500) { ends.contains($0["event"]?.string ?? "") }
        var open: Set<String> = []
        for message in link.messages.compactMap({ try? JSONValue.parse($0) }) {
            guard let name = message["event"]?.stringValue, let about = message[subject]?.stringValue else { continue }
            if name == begins { open.insert(about) }
            if ends.contains(name) { open.remove(about) }
        }
        for about in open {
            _ = await link.first(from: 0, within: Self.patience) {
                $0[subject]?.string == about && ends.contains($0["event"]?.string ?? "")
            }
        }
    }

    private func beat(_ channel: JudgedChannel, _ link: LiveLink, _ run: Run) async {
        guard let beat = channel.order?.beat, run.isWanted(LiveRules.beat) else { return }
        let seconds = run.spec.contract.limits.websocket.heartbeatSeconds
        guard seconds <= 5 else {
            return run.skip(LiveRules.beat, channel.title, "it comes every \(seconds) s, longer than a run waits")
        }
        run.check(LiveRules.beat, channel.title)
        let wait = Int64(seconds) * 1_000 + 3_000
        if await link.first(from: link.messages.count, within: wait, where: { $0["event"]?.string == beat }) == nil {
            run.fail(
                live: LiveRules.beat, channel, "listening for \(wait / 1_000) s", expected: beat, got: "nothing",
                run.spec.location(ofLimit: "websocket", "heartbeat_seconds"))
        }
    }

    private func report(_ messages: [String], _ channel: JudgedChannel, _ run: Run) {
        let seen = Set(messages.compactMap { try? JSONValue.parse($0)["event"]?.stringValue })
        for name in channel.events.events.keys.sorted() {
            if seen.contains(name) {
                run.check(LiveRules.seen, "\(channel.title) \(name)")
            } else {
                run.skip(LiveRules.seen, "\(channel.title) \(name)", "it never came in this run")
            }
        }
    }
}

extension Run {
    /// Whoever may do most.
    var maker: Identity? {
        identities.max { left, right in
            let count = { (one: Identity) in self.spec.operations.count { !$0.isSafe && $0.allows(one.role) } }
            return count(left) < count(right)
        }
    }

    /// A handshake with a token, given as the channel's binding says, else in the Authorization field.
    func open(_ channel: JudgedChannel, token: String?) async throws(Abort) -> LiveLink.Opening {
        var target = channel.events.path
        var headers: [(name: String, value: String)] = []
        if let token, let name = channel.tokenParameter {
            target += "?\(name)=\(ParameterText.encoded(token))"
        } else if let token {
            headers.append(("Authorization", "Bearer \(token)"))
        }
        requests += 1
        do throws(WireError) {
            return try await LiveLink.open(
                address, target: target, headers: headers,
                messageBytes: spec.contract.limits.websocket.messageBytes)
        } catch { throw Abort(reason: "the WebSocket at \(channel.events.path): \(error.reason)") }
    }

    func fail(
        live rule: Rule, _ channel: JudgedChannel, _ attempt: String, expected: String, got: String,
        _ place: SourceLocation? = nil
    ) {
        let query = channel.tokenParameter.map { "?\($0)=" }
        let target = channel.events.path + (query.map { $0 + (maker?.token ?? "") } ?? "")
        find(
            Finding(
                rule: rule.id, subject: channel.title, attempt: attempt, expected: expected, got: got,
                spec: place ?? channel.location, curl: curl.line(opening: target, at: address)))
    }
}

extension JudgedOperation {
    /// A POST with a JSON body that makes an object at its own path.
    var isCreator: Bool {
        operation.method == "POST" && jsonBody != nil && operation.path.parameterNames.isEmpty
            && successes.contains { $0.response.status == 201 }
    }
}
