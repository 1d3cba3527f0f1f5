import APISpec
import JSON
import SchemaInstances

/// The events that were sent, and those that can be read later.
struct AgreementEvents: Probe {
    static let rule = Rule(
        "agreement.events", "The events that can be read are those that were sent", basis: "x-order.sequence")

    func run(_ run: Run) async throws(Abort) {
        guard let ended = try await EndedObjects(Self.rule, run), let sequence = ended.order.sequence else { return }
        for one in ended.all { try await judge(one, sequence, ended, run) }
    }

    private func judge(
        _ one: EndedObjects.One, _ sequence: String, _ ended: EndedObjects, _ run: Run
    ) async throws(Abort) {
        let prefix = "\(one.made.collection)/\(ParameterText.encoded(one.made.id))"
        guard let list = Self.list(run, prefix, sequence), case .literal(let last)? = list.operation.path.segments.last
        else {
            return run.skip(
                Self.rule, ended.channel.title, "no operation answers with a list of events", .nothingToStandOn)
        }
        let base = run.base(of: list, as: one.identity, path: "\(prefix)/\(last)")
        let ask = run.ask(list, base, as: one.identity, "the events of \(one.made.id)")
        guard let root = try await run.send(ask)?.json?.root else { return }
        let items = root.kind == .array ? root : root.members.map(\.value).first { $0.kind == .array }
        let listed = items.map { Array($0.elements) } ?? []
        for event in one.events {
            guard let number = event[sequence]?.int else { continue }
            let what = "\(LiveTrace.name(event)) with \(sequence) \(number)"
            if let found = listed.first(where: { $0[sequence]?.int == number }) {
                ended.compare(Self.rule, event, found, what, run)
            } else {
                run.check(Self.rule, ask)
                run.fail(Self.rule, ask, expected: "\(what), as it was sent", got: "no such event")
            }
        }
    }

    /// The operation below an object whose answer is a list of what has an event and a sequence number.
    private static func list(_ run: Run, _ prefix: String, _ sequence: String) -> JudgedOperation? {
        let count = prefix.split(separator: "/").count
        return run.spec.operations.first { one in
            let segments = one.operation.path.segments
            guard one.operation.method == "GET", segments.count == count + 1, case .literal? = segments.last,
                zip(segments, prefix.split(separator: "/")).allSatisfy({ $0.fits($1) }),
                let schema = one.successes.compactMap(\.jsonSchema).first
            else { return false }
            let items = ([schema] + schema.properties.map(\.schema)).compactMap(\.items)
            return items.contains { one in
                (one.branches.isEmpty ? [one] : one.branches).allSatisfy {
                    $0.property("event") != nil && $0.property(sequence) != nil
                }
            }
        }
    }
}
