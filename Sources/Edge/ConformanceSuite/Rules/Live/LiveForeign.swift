import APISpec
import JSON

/// Who hears of what: of his own alone.
struct LiveForeign: Probe {
    static let rule = Rule(
        "live.foreign", "Nobody hears of what belongs to somebody else", basis: "x-owner", fault: 306)

    func run(_ run: Run) async throws(Abort) {
        guard let scene = try await LiveScene(Self.rule, run) else { return }
        defer { scene.close() }
        guard let item = run.spec.operations.first(where: { $0.ownerExceptions != nil }),
            let other = run.identities.first(where: {
                $0.user != scene.identity.user && item.ownerExceptions?.contains($0.role) == false
            })
        else {
            return run.skip(
                Self.rule, scene.channel.title, "it takes x-owner, and another user whom it does not except")
        }
        guard case .open(let link) = try await run.open(scene.channel, token: other.token) else { return }
        defer { link.close() }
        guard let made = try await scene.make(run), try await scene.end(made, run) else { return }
        guard await scene.settle(link, run) else { return }
        run.check(Self.rule, scene.channel.title)
        if let heard = scene.events(of: made, in: link.messages).first {
            run.fail(
                live: Self.rule, scene.channel,
                "as \(other.role), while \(scene.identity.user.username) works on \(made.id)",
                expected: "nothing of \(made.id)", got: heard, item.ownerLocation)
        }
    }
}
