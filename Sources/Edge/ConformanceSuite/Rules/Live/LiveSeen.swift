import APISpec
import JSON

/// Which declared events came; each that did not is a finding, unless it comes too seldom to wait for.
struct LiveSeen: Probe {
    static let rule = Rule(
        "live.seen", "Every declared event was seen in this run", basis: "messages of asyncapi.yaml")

    func run(_ run: Run) async throws(Abort) {
        guard let (session, _) = try await run.liveTrace(for: Self.rule) else { return }
        let channel = session.channel
        let messages = session.link.messages + (run.listening?.messages ?? [])
        let seen = Set(messages.compactMap { try? JSONValue.parse($0)["event"]?.stringValue })
        run.sightings.events.formUnion(seen)
        for (name, type) in channel.events.events.sorted(by: { $0.key < $1.key }) {
            let subject = "\(channel.title) \(name)"
            if !seen.contains(name), name == channel.order?.beat {
                run.skip(Self.rule, subject, "it comes more seldom than a run waits", .outOfTime)
                continue
            }
            run.check(Self.rule, subject)
            guard run.selection.isWhole, !seen.contains(name) else { continue }
            run.find(
                Finding(
                    rule: Self.rule.id, subject: subject, attempt: "every event of this run", expected: name,
                    got: "other events only", spec: type.location ?? channel.location, curl: ""))
        }
    }
}
