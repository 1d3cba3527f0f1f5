import APISpec
import JSON

/// What this run has made and the WebSocket has told the end of, each with its events.
struct EndedObjects {
    struct One {
        let made: MadeObject
        let identity: Identity
        let events: [Node]
    }

    let channel: JudgedChannel
    let order: EventOrder
    let all: [One]
    /// More of them say nothing more.
    private static let most = 8

    /// Nil with the rule skipped where nothing has ended.
    init?(_ rule: Rule, _ run: Run) async throws(Abort) {
        guard let (trace, order) = try await run.orderedTrace(for: rule) else { return nil }
        (channel, self.order) = (trace.channel, order)
        all = trace.subjects(order).compactMap { about, events in
            guard events.contains(where: { order.ends.contains(LiveTrace.name($0)) }),
                let made = run.objects.first(where: { $0.id == about }),
                let identity = run.identities.first(where: { $0.user.username == made.owner })
            else { return nil }
            return One(made: made, identity: identity, events: events)
        }.suffix(Self.most)
        guard all.isEmpty else { return }
        run.skip(rule, channel.title, "nothing that this run has made has ended")
        return nil
    }

    /// Members that both have say the same.
    func compare(
        _ rule: Rule, _ event: Node, _ read: Node, _ what: String, _ run: Run
    ) {
        run.check(rule, channel.title)
        for (key, value) in event.members {
            guard let name = key.string, let other = read[name], !value.isEqual(to: other) else { continue }
            run.fail(
                live: rule, channel, "\"\(name)\" of \(what)", expected: JSONValue(other).jsonText,
                got: JSONValue(value).jsonText,
                channel.events.events[LiveTrace.name(event)]?.location)
        }
    }
}
