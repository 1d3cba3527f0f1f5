import APISpec
import JSON

/// The sign of life, where it comes often enough to wait for.
struct LiveBeat: Probe {
    static let rule = Rule(
        "live.beat", "The beat comes at the interval of limits.yaml", basis: "x-order.beat, websocket.heartbeat_seconds"
    )
    private static let patience = 5

    func run(_ run: Run) async throws(Abort) {
        guard let session = try await run.liveSession(for: Self.rule), let beat = session.channel.order?.beat else {
            return
        }
        let (channel, link) = (session.channel, session.link)
        let seconds = run.spec.contract.limits.websocket.heartbeatSeconds
        guard seconds <= Self.patience else {
            return run.skip(
                Self.rule, channel.title, "it comes every \(seconds) s, longer than a run waits", .outOfTime)
        }
        run.check(Self.rule, channel.title)
        let wait = Int64(seconds) * 1_000 + 3_000
        if await link.first(from: link.messages.count, within: wait, where: { $0["event"]?.string == beat }) == nil {
            run.fail(
                live: Self.rule, channel, "listening for \(wait / 1_000) s", expected: beat, got: "nothing",
                run.spec.location(ofLimit: "websocket", "heartbeat_seconds"))
        }
    }
}
