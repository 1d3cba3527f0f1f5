import APISpec
import JSON
import SchemaInstances

/// What several rules need: somebody who makes objects and ends them, and a connection that hears of all of it.
struct LiveScene {
    typealias Command = (name: String, message: Node, schema: SchemaView)

    let channel: JudgedChannel
    let identity: Identity
    /// The command that names what to hear of, and the one that takes it back.
    let entering: Command
    let leaving: Command?
    private let order: EventOrder
    private let subject: String
    private let replies: Replies
    private let creator: JudgedOperation
    private let witness: LiveLink

    /// Nil with the rule skipped where something of it is missing.
    init?(_ rule: Rule, _ run: Run) async throws(Abort) {
        guard let channel = run.spec.live, let order = channel.order, let subject = order.subject,
            let replies = channel.replies,
            let entering = channel.commands.first(where: { $0.message["x-replay"] != nil }),
            let (creator, identity) = Self.creator(run),
            case .open(let link) = try await run.open(channel, token: identity.token)
        else {
            run.skip(
                rule, "WebSocket",
                "it takes x-order, x-replies, a command with x-replay, and objects that an action named cancel ends")
            return nil
        }
        (self.channel, self.order, self.subject, self.replies) = (channel, order, subject, replies)
        (self.creator, self.identity, self.entering, witness) = (creator, identity, entering, link)
        let others = channel.commands.filter { $0.name != entering.name && $0.schema.required.contains(subject) }
        leaving = others.count == 1 ? others[0] : nil
    }

    func close() { witness.close() }

    /// An operation whose objects have an action, and somebody with no right to see other people's who may do both.
    private static func creator(_ run: Run) -> (JudgedOperation, Identity)? {
        for one in run.spec.operations where one.isCreator && !(one.jsonBody?.examples.isEmpty ?? true) {
            guard one.operation.id != run.spec.login?.operation.id,
                let identity = run.identities.first(where: { one.allows($0.role) })
            else { continue }
            if run.spec.actions(of: one).contains(where: { $0.verb == "cancel" && $0.operation.allows(identity.role) })
            {
                return (one, identity)
            }
        }
        return nil
    }

    func make(_ run: Run) async throws(Abort) -> MadeObject? {
        guard let body = creator.jsonBody?.examples.first else { return nil }
        return try await run.make(creator, body, as: identity)
    }

    /// Ends an object, and waits until the witness has heard of it.
    func end(_ made: MadeObject, _ run: Run) async throws(Abort) -> Bool {
        guard let cancel = run.actions(on: made, of: creator, as: identity).first(where: { $0.verb == "cancel" }),
            let response = try await run.send(cancel.ask), 200..<300 ~= response.status
        else { return false }
        return await witness.first(from: 0, within: 10_000) {
            $0[subject]?.string == made.id && order.ends.contains(LiveTrace.name($0))
        } != nil
    }

    /// A connection that listens to one object; nil where the command is refused.
    func listen(to made: MadeObject, _ run: Run) async throws(Abort) -> LiveLink? {
        guard case .open(let link) = try await run.open(channel, token: identity.token) else { return nil }
        if await command(entering, about: made.id, link, run) { return link }
        link.close()
        return nil
    }

    /// Sends a command and waits for its answer; whether it was accepted.
    func command(_ command: Command, about id: String?, _ link: LiveLink, _ run: Run) async -> Bool {
        let start = link.messages.count
        link.send(Self.text(command, about: id, subject: subject))
        let reply = await link.first(from: start, within: 5_000) {
            [replies.accepted, replies.refused].contains(LiveTrace.name($0))
        }
        return reply.map { LiveTrace.name($0.message.root) == replies.accepted } ?? false
    }

    static func text(_ command: Command, about id: String?, subject: String, mark: (name: String, text: String)? = nil)
        -> String
    {
        var value = Generator().value(command.schema, .least)
        value["command"] = .string(command.name)
        if let id { value[subject] = .string(id) }
        if let mark { value[mark.name] = .string(mark.text) }
        return value.jsonText
    }

    /// Waits until everything that was sent before now must have come: until a command is answered.
    func settle(_ link: LiveLink, _ run: Run) async -> Bool {
        guard let plain = channel.plainCommand else { return false }
        _ = await link.first(from: 0, within: 200) { _ in false }
        return await command(plain, about: nil, link, run)
    }

    /// The names of the events about an object.
    func events(of made: MadeObject, in messages: [String]) -> [String] {
        messages.compactMap { try? JSONValue.parse($0) }.filter { $0[subject]?.stringValue == made.id }
            .compactMap { $0["event"]?.stringValue }
    }
}

extension JudgedChannel {
    /// The command that names nothing.
    var plainCommand: LiveScene.Command? { commands.first { $0.schema.required == ["command"] } }
}
