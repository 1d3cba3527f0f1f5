import APISpec
import JSON
import NIOCore

/// The beat, on a connection that was opened first and is judged last.
struct LiveBeat: Probe {
    static let rule = Rule(
        "live.beat", "The beat comes at the interval of limits.yaml", basis: "x-order.beat, websocket.heartbeat_seconds"
    )

    /// Seconds that a run waits for a beat.
    private static let longest = 40
    /// Seconds that a beat may be early or late.
    private static let leeway = (early: 0.5, late: 3.0)

    func begin(_ run: Run) async throws(Abort) {
        guard run.isWanted(Self.rule), let channel = run.spec.live, channel.order?.beat != nil,
            let identity = run.maker,
            run.spec.contract.limits.websocket.heartbeatSeconds <= Self.longest
        else { return }
        if case .open(let link) = try await run.open(channel, token: identity.token) { run.listening = link }
    }

    func run(_ run: Run) async throws(Abort) {
        guard let channel = run.spec.live, let beat = channel.order?.beat else {
            return run.skip(Self.rule, "WebSocket", "asyncapi.yaml has no x-order.beat")
        }
        let seconds = run.spec.contract.limits.websocket.heartbeatSeconds
        guard seconds <= Self.longest else {
            return run.skip(
                Self.rule, channel.title, "it comes every \(seconds) s, longer than a run waits", .outOfTime)
        }
        guard run.isWanted(Self.rule), let link = run.listening else { return }
        _ = await link.first(from: 0, within: Int64(seconds + 3) * 1_000) { $0["event"]?.string == beat }
        let place = run.spec.location(ofLimit: "websocket", "heartbeat_seconds")
        // The interval begins with the connection, whose first message came at once.
        let names = link.messages.map { (try? JSONValue.parse($0)["event"]?.stringValue) ?? "" }
        let beats = zip(names, link.moments).filter { $0.0 == beat }.map(\.1)
        link.close()
        run.check(Self.rule, channel.title)
        guard let opening = link.moments.first, !beats.isEmpty else {
            return run.fail(
                live: Self.rule, channel, "listening for \(seconds + 3) s", expected: beat, got: "nothing", place)
        }
        for (last, next) in zip([opening] + beats, beats) {
            let gap = Double((next - last).nanoseconds) / 1_000_000_000
            if gap < Double(seconds) - Self.leeway.early || gap > Double(seconds) + Self.leeway.late {
                run.fail(
                    live: Self.rule, channel, "listening", expected: "\(beat) every \(seconds) s",
                    got: "after \(Report.tenths(gap)) s", place)
            }
        }
    }
}
