import JSON

/// A second connection that asks for what the first one heard.
struct LiveReplay: Probe {
    static let rule = Rule(
        "live.replay", "A replay is what was sent live, in the same order, from the place asked for", basis: "x-replay")

    func run(_ run: Run) async throws(Abort) {
        guard let (session, trace) = try await run.liveTrace(for: Self.rule) else { return }
        let (channel, identity) = (session.channel, session.identity)
        guard let (name, from) = Self.replaying(channel), let order = channel.order, let subject = order.subject,
            let sequence = order.sequence
        else {
            return run.skip(
                Self.rule, channel.title, "no command has x-replay, or there is no x-order", .nothingToStandOn)
        }
        let events = trace.messages.compactMap { try? Document.json(Array($0.utf8)).root }
        let ended = events.first { order.ends.contains(LiveTrace.name($0)) && $0[subject] != nil }
        guard let about = ended?[subject]?.string else {
            return run.skip(Self.rule, channel.title, "nothing has ended that could be replayed")
        }
        let own = events.filter { $0[subject]?.string == about }.compactMap { $0[sequence]?.int }
        for start in [0, own[own.count / 2]] {
            guard case .open(let link) = try await run.open(channel, token: identity.token) else { return }
            let command: JSONValue = [
                "command": .string(name), "\(subject)": .string(about), "\(from)": .integer(start),
            ]
            link.send(command.jsonText)
            let wanted = own.filter { $0 > start }
            _ = await link.first(from: 0, within: 5_000) {
                $0[subject]?.string == about && $0[sequence]?.int == wanted.last
            }
            // One more answer shows that nothing comes behind.
            link.send(command.jsonText.replacing(name, by: "zz_not_declared"))
            _ = await link.first(from: 0, within: 2_000) { LiveTrace.name($0) == channel.replies?.refused }
            let got = link.messages.compactMap { try? Document.json(Array($0.utf8)).root }
                .filter { $0[subject]?.string == about }.compactMap { $0[sequence]?.int }
            link.close()
            run.check(Self.rule, channel.title)
            if got != wanted {
                run.fail(
                    live: Self.rule, channel, command.jsonText, expected: "\(sequence) \(wanted)", got: "\(got)",
                    channel.commands.first { $0.name == name }?.message["x-replay"]?.location)
            }
        }
    }

    /// The command that replays, and its member that says from where.
    private static func replaying(_ channel: JudgedChannel) -> (String, String)? {
        channel.commands.lazy.compactMap { one in one.message["x-replay"]?.string.map { (one.name, $0) } }.first
    }
}

extension String {
    fileprivate func replacing(_ needle: String, by text: String) -> String {
        split(separator: needle, omittingEmptySubsequences: false).joined(separator: text)
    }
}
