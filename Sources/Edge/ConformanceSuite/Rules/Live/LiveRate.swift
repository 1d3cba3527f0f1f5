import APISpec
import JSON

/// How many commands a second, by counting.
struct LiveRate: Probe {
    static let rule = Rule(
        "live.rate", "Of more than websocket.commands_per_second at once the rest is refused with RATE_LIMIT_EXCEEDED",
        basis: "websocket.commands_per_second of limits.yaml")
    /// Larger limits are not counted out.
    private static let most = 1_000

    func run(_ run: Run) async throws(Abort) {
        guard let burst = CommandBurst(Self.rule, run) else { return }
        let limit = run.spec.contract.limits.websocket.commandsPerSecond
        guard run.spec.limits != nil, limit <= Self.most else {
            return run.skip(Self.rule, burst.channel.title, "no limits.yaml, or more than \(Self.most) commands")
        }
        let count = 2 * limit + 10
        guard let sent = try await burst.send((0..<count).map(burst.text), run) else { return }
        let answers = sent.replies
        run.check(Self.rule, burst.channel.title)
        let accepted = answers.count { LiveTrace.name($0) == burst.replies.accepted }
        let refused = answers.count { $0["data"]?["error_code"]?.string == "RATE_LIMIT_EXCEEDED" }
        let most = limit + Int(sent.seconds * Double(limit)) + 1
        // On a machine too busy to take them in time, all may pass.
        if accepted == count, accepted <= most {
            return run.doubt(Self.rule, burst.channel.title, "the commands are too slow here to reach the limit")
        }
        if accepted < limit || accepted > most || accepted + refused != count {
            run.fail(
                live: Self.rule, burst.channel, "\(count) commands at once",
                expected: "\(limit) to \(most) accepted, the rest RATE_LIMIT_EXCEEDED",
                got: "\(accepted) accepted, \(refused) refused so",
                run.spec.location(ofLimit: "websocket", "commands_per_second"))
        }
    }
}
