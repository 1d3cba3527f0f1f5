import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A parameter with a value at the edge of what its schema allows.
struct PositiveParameter: Probe {
    static let rule = Rule(
        "positive.parameter", "A parameter at the edge of its schema is accepted", basis: "schemas of the parameters",
        fault: 207)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations
        where !run.touchesSession(one) && one.operation.id != run.spec.login?.operation.id {
            guard let identity = run.speaker(for: one) else {
                run.skip(Self.rule, one.title, "no user with a role of \(one.roleList)")
                continue
            }
            for parameter in one.parameters { try await edges(of: parameter, one, as: identity, run) }
        }
    }

    private func edges(
        of parameter: JudgedParameter, _ one: JudgedOperation, as identity: Identity, _ run: Run
    ) async throws(Abort) {
        for (keyword, what, value) in values(of: parameter, run) {
            guard parameter.parameter.schema.accepts(Document(value).root, direction: .request),
                let base = try await run.base(of: one, as: identity, fresh: !one.isSafe),
                let changed = base.setting(parameter, to: value)
            else { continue }
            let ask = run.ask(one, changed, as: identity, "\(parameter.title): \(what)")
            guard let response = try await run.send(ask) else { continue }
            let place = parameter.schema[keyword]?.location ?? parameter.location
            if run.expectSuccess(Self.rule, ask, response, because: place), response.status == 201 {
                try await run.remember(response, "id", in: base.path, as: identity)
            }
        }
    }

    /// Path parameters name objects, and texts that mean something to the server cannot be made up.
    private func values(of parameter: JudgedParameter, _ run: Run) -> [(String, String, JSONValue)] {
        guard parameter.parameter.place == .query || parameter.parameter.place == .header,
            !parameter.schema.isLimitedElsewhere
        else { return [] }
        let shown = parameter.example.map { [("example", "the example \($0.jsonText)", $0)] } ?? []
        let isFree = parameter.schema.types == ["string"] && parameter.schema.words == nil
        if isFree, parameter.schema["pattern"] == nil, parameter.schema["format"] == nil {
            // A header of free text is an id of the caller's choice; a query of free text is one of the server's.
            guard parameter.parameter.place == .header else { return shown }
            let length = max(parameter.schema.int("minLength") ?? 1, min(16, parameter.schema.int("maxLength") ?? 16))
            return [("type", "a word", .string(run.dice.word(length)))]
        }
        return shown + Boundaries().values(parameter.schema)
    }
}
