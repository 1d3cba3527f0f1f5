import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// Commands: valid ones, those that break their schema, and those about what is not there.
struct LiveCommands {
    let channel: JudgedChannel

    func run(_ run: Run, _ link: LiveLink, _ trace: [String], as identity: Identity) async throws(Abort) {
        guard let replies = channel.replies else {
            return run.skip(LiveRules.command, channel.title, "asyncapi.yaml has no x-replies")
        }
        let about = known(trace)
        for (name, _, schema) in channel.commands {
            let command = command(name, schema, about: about)
            await accept(command, name, link, replies, run)
            await break_(command, name, schema, link, replies, run)
        }
        await nonsense(link, replies, run)
        await absent(link, replies, run)
        try await foreign(about, replies, run)
    }

    /// What events have been about, to be named in commands.
    private func known(_ trace: [String]) -> String? {
        guard let subject = channel.order?.subject else { return nil }
        return trace.lazy.compactMap { try? JSONValue.parse($0)[subject]?.stringValue }.first
    }

    private func command(_ name: String, _ schema: SchemaView, about: String?) -> JSONValue {
        var command = Generator().value(schema, .least)
        command["command"] = .string(name)
        if let subject = channel.order?.subject, schema.property(subject) != nil, let about {
            command[subject] = .string(about)
        }
        return command
    }

    /// Sends a command below the limit and answers what it is answered with.
    private func answer(_ text: String, _ link: LiveLink, _ replies: Replies, _ run: Run) async -> Document? {
        let rate = max(1, run.spec.contract.limits.websocket.commandsPerSecond)
        await run.pause(1_100_000_000 / Int64(rate))
        let start = link.messages.count
        link.send(text)
        return await link.first(from: start, within: 5_000) {
            [replies.accepted, replies.refused].contains(LiveTrace.name($0))
        }?.message
    }

    private func accept(
        _ command: JSONValue, _ name: String, _ link: LiveLink, _ replies: Replies, _ run: Run
    ) async {
        var command = command
        let mark = JSONValue.string("mark-" + run.dice.word(6))
        if let member = replies.mark { command[member] = mark }
        run.check(LiveRules.command, channel.title)
        let reply = await answer(command.jsonText, link, replies, run)?.root
        let isAccepted = reply.map { LiveTrace.name($0) == replies.accepted } ?? false
        let isMarked = replies.mark.map { reply?["data"]?[$0]?.string == mark.stringValue } ?? true
        if !isAccepted || !isMarked {
            run.fail(
                live: LiveRules.command, channel, command.jsonText,
                expected: "\(replies.accepted)\(replies.mark.map { " with \($0) \(mark.jsonText)" } ?? "")",
                got: Self.text(reply), channel.events.commands[name]?.location)
        }
    }

    private func break_(
        _ command: JSONValue, _ name: String, _ schema: SchemaView, _ link: LiveLink, _ replies: Replies, _ run: Run
    ) async {
        guard run.isWanted(LiveRules.fault), let type = channel.events.commands[name] else { return }
        for variant in Violations().variants(of: command, schema) {
            guard !type.payload.accepts(Document(variant.value).root, direction: .request) else { continue }
            await refuse(
                variant.value.jsonText, "VALIDATION_ERROR", LiveRules.fault, link, replies, variant.location, run)
        }
    }

    private func nonsense(_ link: LiveLink, _ replies: Replies, _ run: Run) async {
        guard run.isWanted(LiveRules.fault) else { return }
        for text in ["{", "[]", "\"ping\"", "{\"command\":\"zz_not_declared\"}", "{\"command\":1}", ""] {
            await refuse(text, "VALIDATION_ERROR", LiveRules.fault, link, replies, nil, run)
        }
    }

    private func absent(_ link: LiveLink, _ replies: Replies, _ run: Run) async {
        guard run.isWanted(LiveRules.unknown), let (name, schema, subject, code) = naming(run) else { return }
        var command = command(name, schema, about: nil)
        command[subject] = .string("zz-" + run.dice.word(12))
        await refuse(command.jsonText, code, LiveRules.unknown, link, replies, nil, run)
    }

    /// Somebody else's object is as if absent to everybody whom x-owner does not except.
    private func foreign(_ about: String?, _ replies: Replies, _ run: Run) async throws(Abort) {
        guard run.isWanted(LiveRules.unknown), let about, let (name, schema, _, code) = naming(run),
            let made = run.objects.first(where: { $0.id == about }),
            let item = run.spec.operations.first(where: { $0.ownerExceptions != nil }),
            let other = run.identities.first(where: {
                $0.user.username != made.owner && item.ownerExceptions?.contains($0.role) == false
            })
        else { return }
        guard case .open(let link) = try await run.open(channel, token: other.token) else { return }
        await refuse(
            command(name, schema, about: about).jsonText, code, LiveRules.unknown, link, replies, item.ownerLocation,
            run)
        link.close()
    }

    /// The command that replays names an object that must be there; its code has status 404.
    private func naming(_ run: Run) -> (String, SchemaView, String, String)? {
        guard let one = channel.commands.first(where: { $0.message["x-replay"] != nil }),
            let subject = channel.order?.subject,
            let code = channel.errorCodes.first(where: { $0.hasSuffix("_NOT_FOUND") })
        else { return nil }
        return (one.name, one.schema, subject, code)
    }

    private func refuse(
        _ text: String, _ code: String, _ rule: Rule, _ link: LiveLink, _ replies: Replies, _ place: SourceLocation?,
        _ run: Run
    ) async {
        guard !link.isClosed else { return }
        run.check(rule, channel.title)
        let reply = await answer(text, link, replies, run)?.root
        let data = reply?["data"]
        let status = run.spec.status(of: code)
        let isRefused = reply.map { LiveTrace.name($0) == replies.refused } ?? false
        if isRefused, data?["error_code"]?.string == code, data?["status_code"]?.int == status { return }
        run.fail(
            live: rule, channel, text.isEmpty ? "an empty message" : String(text.prefix(300)),
            expected: "\(replies.refused) with \(status.map { "\($0) " } ?? "")\(code)",
            got: link.isClosed ? "the connection closed" : Self.text(reply), place)
    }

    private static func text(_ node: Node?) -> String {
        node.map { String(String(decoding: $0.jsonBytes, as: UTF8.self).prefix(300)) } ?? "nothing within 5 s"
    }
}
