import APISpec
import JSON

/// The object when it was made, and how it ended.
struct AgreementObject: Probe {
    static let rule = Rule(
        "agreement.object", "What an event says of an object is what its operations answer",
        basis: "x-order, responses of the operation")

    func run(_ run: Run) async throws(Abort) {
        guard let ended = try await EndedObjects(Self.rule, run) else { return }
        for one in ended.all {
            judgeCreation(one, ended, run)
            try await judgeEnd(one, ended, run)
        }
    }

    /// An object inside an event with the id is the object as its creation answered it.
    private func judgeCreation(_ one: EndedObjects.One, _ ended: EndedObjects, _ run: Run) {
        guard let body = one.made.body else { return }
        for event in one.events {
            guard let inner = event["data"]?.members.map(\.value).first(where: { $0["id"]?.string == one.made.id })
            else {
                continue
            }
            ended.compare(Self.rule, inner, Document(body).root, "\(LiveTrace.name(event)) of \(one.made.id)", run)
        }
    }

    private func judgeEnd(_ one: EndedObjects.One, _ ended: EndedObjects, _ run: Run) async throws(Abort) {
        let path = "\(one.made.collection)/\(ParameterText.encoded(one.made.id))"
        guard let end = one.events.last(where: { ended.order.ends.contains(LiveTrace.name($0)) }),
            let data = end["data"],
            let item = run.operation("GET", at: path)
        else { return }
        let base = run.base(of: item, as: one.identity, path: path)
        let ask = run.ask(item, base, as: one.identity, "after \(LiveTrace.name(end))")
        guard let root = try await run.send(ask)?.json?.root else { return }
        ended.compare(Self.rule, data, root, "\(LiveTrace.name(end)) of \(one.made.id)", run)
    }
}
