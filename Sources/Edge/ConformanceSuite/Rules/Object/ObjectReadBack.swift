import APISpec
import JSON
import SchemaInstances

/// What was made is read as it was made.
struct ObjectReadBack: Probe {
    static let rule = Rule(
        "object.read-back", "What a creation answers is what is read at once, and in the list",
        basis: "Location of a 201",
        fault: 200)

    func run(_ run: Run) async throws(Abort) {
        guard !run.spec.isAnybodys else {
            return run.skip(Self.rule, "objects", "what one answer means for another is not said")
        }
        for one in run.spec.operations where one.declares(201) && !run.touchesSession(one) {
            guard let identity = run.caller(of: one), let base = try await run.base(of: one, as: identity) else {
                continue
            }
            let ask = run.ask(one, base, as: identity, "to read it back")
            guard let response = try await run.send(ask), response.status == 201, let made = response.json?.root else {
                continue
            }
            try await run.remember(response, "id", in: base.path, as: identity)
            judgeSent(ask, made, run)
            if let place = response["location"], let item = run.operation("GET", at: place) {
                let again = run.ask(item, run.base(of: item, as: identity, path: place), as: identity, "at once")
                if let read = try await run.send(again), let root = read.json?.root { compare(made, root, again, run) }
            }
            if let list = run.operation("GET", at: base.path), list.allows(identity.role) {
                let again = run.ask(
                    list, run.base(of: list, as: identity, path: base.path), as: identity, "in the list")
                guard let root = try await run.send(again)?.json?.root else { continue }
                let items = root.members.map(\.value).first { $0.kind == .array }
                let item = items?.elements.first { $0.itemID == made.itemID }
                if let item { compare(made, item, again, run) }
            }
        }
    }

    /// Members of the body that the answer has too, and that the server takes as they are.
    private func judgeSent(_ ask: Ask, _ made: Node, _ run: Run) {
        guard let sent = ask.request.json, let answer = ask.operation?.successes.compactMap(\.jsonSchema).first else {
            return
        }
        for (key, value) in sent.members {
            guard let name = key.string, value.kind != .object, answer.property(name) != nil else { continue }
            run.check(Self.rule, ask)
            if made[name]?.isEqual(to: value) != true { differ(name, value, made[name], ask, run) }
        }
    }

    private func compare(_ made: Node, _ read: Node, _ ask: Ask, _ run: Run) {
        run.check(Self.rule, ask)
        for (key, value) in made.members {
            guard let name = key.string, read[name]?.isEqual(to: value) != true else { continue }
            differ(name, value, read[name], ask, run)
        }
    }

    private func differ(_ name: String, _ wanted: Node, _ got: Node?, _ ask: Ask, _ run: Run) {
        let text = { (node: Node) in "\"\(name)\": \(JSONValue(node).jsonText.prefix(200))" }
        run.fail(
            Self.rule, ask, expected: text(wanted), got: got.map(text) ?? "no \(name)", spec: ask.operation?.location)
    }
}
