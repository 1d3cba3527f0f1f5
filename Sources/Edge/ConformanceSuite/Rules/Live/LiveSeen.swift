import APISpec
import JSON

/// Which declared events came.
struct LiveSeen: Probe {
    static let rule = Rule(
        "live.seen", "Every declared event was seen in this run", basis: "messages of asyncapi.yaml")

    func run(_ run: Run) async throws(Abort) {
        guard let (session, _) = try await run.liveTrace(for: Self.rule) else { return }
        let messages = session.link.messages + (run.listening?.messages ?? [])
        let seen = Set(messages.compactMap { try? JSONValue.parse($0)["event"]?.stringValue })
        run.sightings.events.formUnion(seen)
        for name in session.channel.events.events.keys.sorted() {
            if seen.contains(name) {
                run.check(Self.rule, "\(session.channel.title) \(name)")
            } else {
                run.skip(Self.rule, "\(session.channel.title) \(name)", "it never came in this run")
            }
        }
    }
}
