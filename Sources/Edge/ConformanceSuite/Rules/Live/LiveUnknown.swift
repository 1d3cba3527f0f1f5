import APISpec
import JSON
import SchemaInstances

/// Commands about what is not there, or is somebody else's.
struct LiveUnknown: Probe {
    static let rule = Rule(
        "live.unknown",
        "A command about what does not exist, or is somebody else's, is refused with the channel's code",
        basis: "x-error-codes of the channel, x-owner", fault: 306)

    func run(_ run: Run) async throws(Abort) {
        guard let talk = try await CommandTalk.start(Self.rule, run) else { return }
        guard let (name, schema, subject, code) = naming(talk.channel) else {
            return run.skip(
                Self.rule, talk.channel.title, "no command has x-replay, or no code ends with _NOT_FOUND",
                .nothingToStandOn)
        }
        var command = talk.command(name, schema, about: nil)
        command[subject] = .string("zz-" + run.dice.word(12))
        await talk.refuse(command.jsonText, code, Self.rule, nil, run)
        try await foreign(talk, talk.command(name, schema, about: talk.about), code, run)
    }

    /// Somebody else's object is as if absent to everybody whom x-owner does not except.
    private func foreign(_ talk: CommandTalk, _ command: JSONValue, _ code: String, _ run: Run) async throws(Abort) {
        guard let about = talk.about, let made = run.objects.first(where: { $0.id == about }),
            let item = run.spec.allOperations.first(where: { $0.ownerExceptions != nil }),
            let other = run.identities.first(where: {
                $0.user.username != made.owner && item.ownerExceptions?.contains($0.role) == false
            }), case .open(let link) = try await run.open(talk.channel, token: other.token)
        else { return }
        let own = CommandTalk(channel: talk.channel, replies: talk.replies, link: link, about: about)
        await own.refuse(command.jsonText, code, Self.rule, item.ownerLocation, run)
        link.close()
    }

    /// The command that replays names an object that must be there; its code has status 404.
    private func naming(_ channel: JudgedChannel) -> (String, SchemaView, String, String)? {
        guard let one = channel.commands.first(where: { $0.message["x-replay"] != nil }),
            let subject = channel.order?.subject,
            let code = channel.errorCodes.first(where: { $0.hasSuffix("_NOT_FOUND") })
        else { return nil }
        return (one.name, one.schema, subject, code)
    }
}
