import APISpec
import JSON
import SchemaInstances

/// Valid commands.
struct LiveCommand: Probe {
    static let rule = Rule(
        "live.command", "Every valid command is accepted, and the answer gives its mark back", basis: "x-replies",
        fault: 207)

    func run(_ run: Run) async throws(Abort) {
        guard let talk = try await CommandTalk.start(Self.rule, run) else { return }
        let (channel, replies) = (talk.channel, talk.replies)
        for (name, _, schema) in channel.commands {
            var command = talk.command(name, schema, about: talk.about)
            let mark = JSONValue.string("mark-" + run.dice.word(6))
            if let member = replies.mark { command[member] = mark }
            run.check(Self.rule, channel.title)
            let reply = await talk.answer(command.jsonText, run)?.root
            let isAccepted = reply.map { LiveTrace.name($0) == replies.accepted } ?? false
            let isMarked = replies.mark.map { reply?["data"]?[$0]?.string == mark.stringValue } ?? true
            if !isAccepted || !isMarked {
                run.fail(
                    live: Self.rule, channel, command.jsonText,
                    expected: "\(replies.accepted)\(replies.mark.map { " with \($0) \(mark.jsonText)" } ?? "")",
                    got: CommandTalk.text(reply), channel.events.commands[name]?.location)
            }
        }
    }
}
