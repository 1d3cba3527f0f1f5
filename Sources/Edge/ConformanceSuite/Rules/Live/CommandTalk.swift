import APISpec
import JSON
import SchemaInstances

/// Commands put one at a time, each with the answer it got.
struct CommandTalk {
    let channel: JudgedChannel
    let replies: Replies
    let link: LiveLink
    /// How many such talks there are side by side, each with the limit of its own connection.
    var lanes = 1
    /// What events have been about, to be named in commands.
    let about: String?

    /// The shared connection after its work; nil, with the rule skipped, where commands cannot be judged.
    static func start(_ rule: Rule, _ run: Run) async throws(Abort) -> CommandTalk? {
        guard let (session, trace) = try await run.liveTrace(for: rule) else { return nil }
        guard let replies = session.channel.replies else {
            run.skip(rule, session.channel.title, "asyncapi.yaml has no x-replies", .nothingToStandOn)
            return nil
        }
        let subject = session.channel.order?.subject
        let about = subject.flatMap { member in
            trace.messages.lazy.compactMap { try? JSONValue.parse($0)[member]?.stringValue }.first
        }
        return CommandTalk(channel: session.channel, replies: replies, link: session.link, about: about)
    }

    /// The talk and more like it, each on a connection of its own: as many as wanted, or as can be opened.
    func side(by count: Int, _ run: Run) async throws(Abort) -> [CommandTalk] {
        var links = [link]
        while links.count < count, let identity = run.identities.first,
            case .open(let more) = try await run.open(channel, token: identity.token)
        { links.append(more) }
        return links.map { CommandTalk(channel: channel, replies: replies, link: $0, lanes: links.count, about: about) }
    }

    /// The least command of a name, about what is known where it names something.
    func command(_ name: String, _ schema: SchemaView, about: String?) -> JSONValue {
        var command = Generator().value(schema, .least)
        command["command"] = .string(name)
        if let subject = channel.order?.subject, schema.property(subject) != nil, let about {
            command[subject] = .string(about)
        }
        return command
    }

    /// Sends a command below the limit and answers what it is answered with.
    func answer(_ text: String, _ run: Run) async -> Document? {
        let rate = max(1, run.spec.contract.limits.websocket.commandsPerSecond)
        await run.pause(1_100_000_000 / Int64(rate * lanes))
        let start = link.messages.count
        link.send(text)
        return await link.first(from: start, within: 5_000) {
            [replies.accepted, replies.refused].contains(LiveTrace.name($0))
        }?.message
    }

    /// Counts a check and expects a command to be refused with a code.
    ///
    /// - Returns: whether it was answered at all.
    @discardableResult
    func refuse(_ text: String, _ code: String, _ rule: Rule, _ place: SourceLocation?, _ run: Run) async -> Bool {
        guard !link.isClosed, !run.isOver, !Task.isCancelled else { return false }
        run.check(rule, channel.title)
        let reply = await answer(text, run)?.root
        let data = reply?["data"]
        let status = run.spec.status(of: code)
        let isRefused = reply.map { LiveTrace.name($0) == replies.refused } ?? false
        if isRefused, data?["error_code"]?.string == code, data?["status_code"]?.int == status { return true }
        run.fail(
            live: rule, channel, text.isEmpty ? "an empty message" : String(text.prefix(300)),
            expected: "\(replies.refused) with \(status.map { "\($0) " } ?? "")\(code)",
            got: link.isClosed ? "the connection closed" : Self.text(reply), place)
        return reply != nil
    }

    static func text(_ node: Node?) -> String {
        node.map { String(String(decoding: $0.jsonBytes, as: UTF8.self).prefix(300)) } ?? "nothing within 5 s"
    }
}
