import APISpec
import JSON
import SchemaInstances

/// A kind of object that can be made and read.
struct ReadQuestion {
    let creator: JudgedOperation
    let reader: JudgedOperation
    let identity: Identity

    /// One for each creation whose object somebody who may make it may read; the others are skipped with the reason.
    static func all(_ rule: Rule, _ run: Run) -> [ReadQuestion] {
        let creators = run.spec.operations.filter { $0.isCreator && !run.touchesSession($0) }
        if creators.isEmpty {
            run.skip(rule, "the specification", "no operation makes an object", .nothingToStandOn)
        }
        return creators.compactMap { creator in
            guard let reader = run.spec.item(of: creator, "GET") else {
                run.skip(rule, creator.title, "what it makes cannot be read", .nothingToStandOn)
                return nil
            }
            guard let identity = run.caller(of: creator), reader.allows(identity.role) else {
                run.skip(rule, creator.title, "no user who may make it and read it")
                return nil
            }
            return ReadQuestion(creator: creator, reader: reader, identity: identity)
        }
    }

    /// Makes an object; nil where the server does not let it.
    func make(_ run: Run, _ body: JSONValue? = nil) async throws(Abort) -> MadeObject? {
        var base = run.base(of: creator, as: identity, path: creator.operation.path.text)
        base.body = body ?? base.body
        let ask = run.ask(creator, base, as: identity, "to read what it makes")
        guard let response = try await run.send(ask), response.status == 201 else { return nil }
        return try await run.remember(response, "id", in: base.path, as: identity)
    }

    /// The question for an object.
    func ask(_ made: MadeObject, _ attempt: String, _ run: Run) -> Ask {
        let path = "\(made.collection)/\(ParameterText.encoded(made.id))"
        return run.ask(reader, run.base(of: reader, as: identity, path: path), as: identity, attempt)
    }
}

extension Run {
    /// Counts a check, and reports each member that two texts about one object do not agree on.
    func compare(
        _ rule: Rule, _ ask: Ask, _ got: Node, with wanted: JSONValue, but volatile: Set<String>, _ source: String
    ) {
        check(rule, ask)
        guard let members = wanted.objectValue else { return }
        for (name, value) in members where !volatile.contains(name) {
            if got[name].map({ JSONValue($0) == value }) == true { continue }
            fail(
                rule, ask, expected: "\"\(name)\": \(value.jsonText.prefix(120)), as \(source)",
                got: "\"\(name)\": \(got[name]?.brief ?? "nothing")", spec: ask.operation?.location(of: "x-volatile"))
        }
    }
}
