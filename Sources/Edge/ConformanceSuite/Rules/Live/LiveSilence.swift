import APISpec
import JSON

/// The end of a subscription silences.
struct LiveSilence: Probe {
    static let rule = Rule(
        "live.silence", "After the end of a subscription no event of what it named comes", basis: "x-order.subject")

    func run(_ run: Run) async throws(Abort) {
        guard let scene = try await LiveScene(Self.rule, run) else { return }
        defer { scene.close() }
        guard let leaving = scene.leaving else {
            return run.skip(Self.rule, scene.channel.title, "no other command names what the one with x-replay names")
        }
        guard let made = try await scene.make(run), let link = try await scene.listen(to: made, run) else { return }
        defer { link.close() }
        let start = link.messages.count
        guard await scene.command(leaving, about: made.id, link, run) else { return }
        guard try await scene.end(made, run), await scene.settle(link, run) else { return }
        run.check(Self.rule, scene.channel.title)
        if let heard = scene.events(of: made, in: Array(link.messages.dropFirst(start))).first {
            run.fail(
                live: Self.rule, scene.channel, "after \(leaving.name) of \(made.id)", expected: "nothing of it",
                got: heard,
                scene.channel.events.commands[leaving.name]?.location)
        }
    }
}
