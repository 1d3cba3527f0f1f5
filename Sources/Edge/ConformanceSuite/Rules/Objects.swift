import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// Objects that are not there, those of other people, and actions that a state forbids.
struct Objects: Probe {
    static let unknown = Rule(
        "object.unknown", "An object that does not exist is refused with the operation's own code",
        basis: "x-error-codes of status 404")
    static let foreign = Rule(
        "object.foreign", "Another person's object is answered as if it did not exist", basis: "x-owner")
    static let listed = Rule(
        "object.listed", "Another person's object is not in a list", basis: "x-owner")
    static let repeated = Rule(
        "object.repeated", "An action done twice succeeds again or is refused with a declared conflict",
        basis: "x-error-codes of status 409")

    let rules = [unknown, foreign, listed, repeated]

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where !one.operation.path.parameterNames.isEmpty {
            try await unknown(one, run)
            try await foreign(one, run)
            try await repeated(one, run)
        }
        for one in run.spec.operations where one.isSafe { try await lists(one, run) }
    }

    private func unknown(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard let code = one.absence(in: run.spec) else {
            return run.skip(Self.unknown, one.title, "it declares no code of status 404")
        }
        guard let identity = run.caller(of: one) ?? run.identities.first else { return }
        for id in absent(one, run) {
            let base = run.base(of: one, as: identity, path: one.path(ending: id, from: run.anyPath(of: one)))
            let ask = run.ask(one, base, as: identity, "the id \(id)")
            guard let response = try await run.send(ask) else { continue }
            run.expect(code, Self.unknown, ask, response, because: one.location(of: "x-error-codes"))
        }
    }

    /// Ids that fit the schema and that nobody has: one like the example, and one like nothing.
    private func absent(_ one: JudgedOperation, _ run: Run) -> [String] {
        guard let name = one.operation.path.parameterNames.last,
            let parameter = one.parameters.first(where: { $0.name == name })
        else { return [] }
        var shown = (parameter.example?.stringValue).map { Array($0.unicodeScalars) } ?? []
        if let index = shown.lastIndex(where: { ("0"..."9").contains($0) }) {
            shown[index] = shown[index] == "9" ? "8" : "9"
        } else {
            shown = []
        }
        let like = String(String.UnicodeScalarView(shown))
        return [like, "zz-" + run.dice.word(12)].filter { text in
            !text.isEmpty
                && parameter.parameter.schema.accepts(Document(JSONValue.string(text)).root, direction: .request)
        }
    }

    private func foreign(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard let exceptions = one.ownerExceptions else {
            return run.skip(Self.foreign, one.title, "no x-owner says whose objects these are")
        }
        guard let code = one.absence(in: run.spec) else { return }
        let allowed = run.identities.filter { one.allows($0.role) }
        var isDone = false
        for owner in run.identities {
            guard let path = try await run.ownPath(of: one, as: owner) else { continue }
            for other in allowed where other.user != owner.user {
                isDone = true
                let base = run.base(of: one, as: other, path: path)
                let ask = run.ask(one, base, as: other, "as \(other.role), the object of \(owner.role)")
                if exceptions.contains(other.role) {
                    guard one.isSafe, let response = try await run.send(ask) else { continue }
                    run.expectSuccess(Self.foreign, ask, response, because: one.ownerLocation)
                } else if let response = try await run.send(ask) {
                    run.expect(code, Self.foreign, ask, response, because: one.ownerLocation)
                }
            }
        }
        if !isDone {
            run.skip(Self.foreign, one.title, "it takes two users who may call it, one of whom can make an object")
        }
    }

    /// Lists at the collection of an owned object hold only what the caller may see.
    private func lists(_ list: JudgedOperation, _ run: Run) async throws(Abort) {
        guard let item = run.spec.operations.first(where: { $0.isItem(of: list) && $0.ownerExceptions != nil }),
            let exceptions = item.ownerExceptions
        else { return }
        for reader in run.identities where list.allows(reader.role) && !exceptions.contains(reader.role) {
            for owner in run.identities where owner.user != reader.user {
                _ = try await run.ownPath(of: item, as: owner)
            }
            let base = run.base(of: list, as: reader, path: list.operation.path.text)
            let ask = run.ask(list, base, as: reader, "as \(reader.role)")
            guard let response = try await run.send(ask) else { continue }
            run.check(Self.listed, ask)
            let text = String(decoding: response.body, as: UTF8.self)
            let others = run.objects.filter {
                $0.collection == list.operation.path.text && $0.owner != reader.user.username
            }
            if let seen = others.first(where: { text.contains("\"\($0.id)\"") }) {
                run.fail(
                    Self.listed, ask, expected: "no object of \(seen.owner)", got: "\(seen.id)",
                    spec: item.ownerLocation)
            }
        }
    }

    private func repeated(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard !one.isSafe, !run.touchesSession(one) else { return }
        let conflicts = one.codes(withStatus: 409, in: run.spec)
        guard let identity = run.caller(of: one), let base = try await run.base(of: one, as: identity, fresh: true)
        else {
            return run.skip(Self.repeated, one.title, "no object to act on")
        }
        for time in ["once", "twice"] {
            let ask = run.ask(one, base, as: identity, time)
            guard let response = try await run.send(ask) else { return }
            run.check(Self.repeated, ask)
            if 200..<300 ~= response.status { continue }
            let allowed = conflicts + (one.operation.method == "DELETE" ? [one.absence(in: run.spec) ?? ""] : [])
            if time == "once" || !allowed.contains(response.errorCode ?? "") {
                run.fail(
                    Self.repeated, ask,
                    expected: time == "once" ? "2xx" : "2xx or \(allowed.joined(separator: " or "))",
                    got: response.summary, spec: one.location(of: "x-error-codes"))
            }
        }
    }
}

extension Run {
    /// The operation's path to an object that the identity has made; nil if it can make none.
    func ownPath(of one: JudgedOperation, as identity: Identity) async throws(Abort) -> String? {
        let owner = identity.user.username
        guard let path = try await path(of: one, as: identity),
            objects.contains(where: {
                $0.owner == owner && path.hasPrefix("\($0.collection)/\(ParameterText.encoded($0.id))")
            })
        else { return nil }
        return path
    }
}

extension JudgedOperation {
    /// `x-owner` of a parameter of the path.
    var ownerExceptions: [String]? {
        parameters.lazy.filter { $0.parameter.place == .path }.compactMap(\.ownerExceptions).first
    }

    var ownerLocation: SourceLocation? { parameters.lazy.compactMap { $0.node["x-owner"]?.location }.first }

    /// Whether its path is that of the list and one parameter more.
    func isItem(of list: JudgedOperation) -> Bool {
        let own = operation.path.segments
        return own.count == list.operation.path.segments.count + 1
            && Array(own.dropLast()) == list.operation.path.segments && isSafe
    }

    /// The path with its last parameter replaced.
    func path(ending id: String, from path: String) -> String {
        var parts = path.split(separator: "/").map(String.init)
        let last = operation.path.segments.lastIndex { segment in
            if case .parameter = segment { true } else { false }
        }
        if let last, parts.indices.contains(last) { parts[last] = ParameterText.encoded(id) }
        return "/" + parts.joined(separator: "/")
    }
}
