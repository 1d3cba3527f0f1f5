import APISpec

/// Answers in the order of the commands.
struct LiveOrder: Probe {
    static let rule = Rule(
        "live.order", "Commands sent one behind the other are answered once each, in their order", basis: "x-replies")

    func run(_ run: Run) async throws(Abort) {
        guard let burst = CommandBurst(Self.rule, run) else { return }
        let count = max(2, min(8, run.spec.contract.limits.websocket.commandsPerSecond / 2))
        guard let sent = try await burst.send((0..<count).map(burst.text), run) else { return }
        run.check(Self.rule, burst.channel.title)
        let (marks, wanted) = (sent.replies.map(burst.mark), (0..<count).map { "mark-\($0)" })
        if marks != wanted {
            run.fail(
                live: Self.rule, burst.channel, "\(count) times \(burst.name) at once", expected: "\(wanted)",
                got: "\(marks)")
        }
    }
}
