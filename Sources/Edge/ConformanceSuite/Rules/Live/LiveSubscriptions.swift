import APISpec
import JSON

/// How many objects one connection follows, by counting.
struct LiveSubscriptions: Probe {
    static let rule = Rule(
        "live.subscriptions",
        "A connection follows websocket.subscriptions objects, one more is refused with VALIDATION_ERROR",
        basis: "websocket.subscriptions of limits.yaml")

    /// Larger limits are not counted out.
    private static let most = 200

    func run(_ run: Run) async throws(Abort) {
        let limits = run.spec.contract.limits.websocket
        guard run.spec.limits != nil, limits.subscriptions <= Self.most,
            let scene = try await LiveScene(Self.rule, run),
            let subject = scene.channel.order?.subject, let replies = scene.channel.replies
        else {
            return run.skip(
                Self.rule, "WebSocket", "no limits.yaml, no x-order, or more than \(Self.most) subscriptions")
        }
        defer { scene.close() }
        var ids: [String] = []
        while ids.count <= limits.subscriptions, let made = try await scene.make(run) { ids.append(made.id) }
        guard ids.count > limits.subscriptions,
            case .open(let link) = try await run.open(scene.channel, token: scene.identity.token)
        else { return run.doubt(Self.rule, scene.channel.title, "\(ids.count) objects could be made") }
        defer { link.close() }
        var verdicts: [(accepted: Bool, code: String?)] = []
        for id in ids where verdicts.suffix(4).count(where: { $0.code == nil && !$0.accepted }) < 4 {
            await run.pause(1_100_000_000 / Int64(max(1, limits.commandsPerSecond)))
            let start = link.messages.count
            link.send(LiveScene.text(scene.entering, about: id, subject: subject))
            let reply = await link.first(from: start, within: 5_000) {
                [replies.accepted, replies.refused].contains(LiveTrace.name($0))
            }?.message.root
            verdicts.append(
                (reply.map { LiveTrace.name($0) == replies.accepted } ?? false, reply?["data"]?["error_code"]?.string))
        }
        run.check(Self.rule, scene.channel.title)
        let accepted = verdicts.count { $0.accepted }
        guard accepted != limits.subscriptions || verdicts.last?.code != "VALIDATION_ERROR" else { return }
        run.fail(
            live: Self.rule, scene.channel, "\(ids.count) subscriptions",
            expected: "\(limits.subscriptions) accepted, then VALIDATION_ERROR",
            got: "\(accepted) accepted, the last with \(verdicts.last?.code ?? "no code")",
            run.spec.location(ofLimit: "websocket", "subscriptions"))
    }
}
