import APISpec
import JSON

/// A subscription narrows what is heard.
struct LiveSubscription: Probe {
    static let rule = Rule(
        "live.subscription", "After a subscription the events of what it names come, and no others",
        basis: "x-replay, x-order.subject")

    func run(_ run: Run) async throws(Abort) {
        guard let scene = try await LiveScene(Self.rule, run) else { return }
        defer { scene.close() }
        guard let wanted = try await scene.make(run), let link = try await scene.listen(to: wanted, run) else { return }
        defer { link.close() }
        guard let other = try await scene.make(run), try await scene.end(other, run), try await scene.end(wanted, run),
            await scene.settle(link, run)
        else { return }
        run.check(Self.rule, scene.channel.title)
        let place = scene.channel.order?.location
        if let heard = scene.events(of: other, in: link.messages).first {
            run.fail(
                live: Self.rule, scene.channel, "subscribed to \(wanted.id)", expected: "nothing of \(other.id)",
                got: heard, place)
        }
        if scene.events(of: wanted, in: link.messages).isEmpty {
            run.fail(
                live: Self.rule, scene.channel, "subscribed to \(wanted.id)", expected: "its events", got: "none", place
            )
        }
    }
}
