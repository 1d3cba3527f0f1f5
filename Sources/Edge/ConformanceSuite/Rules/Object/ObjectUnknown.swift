import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// Ids that nobody has.
struct ObjectUnknown: Probe {
    static let rule = Rule(
        "object.unknown", "An object that does not exist is refused with the operation's own code",
        basis: "x-error-codes of status 404")

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where !one.operation.path.parameterNames.isEmpty {
            guard let code = one.absence(in: run.spec) else {
                run.skip(Self.rule, one.title, "it declares no code of status 404", .nothingToStandOn)
                continue
            }
            guard let identity = run.caller(of: one) ?? run.identities.first else { continue }
            for id in absent(one, run) {
                let base = run.base(of: one, as: identity, path: one.path(ending: id, from: run.anyPath(of: one)))
                let ask = run.ask(one, base, as: identity, "the id \(id)")
                guard let response = try await run.send(ask) else { continue }
                run.expect(code, Self.rule, ask, response, because: one.location(of: "x-error-codes"))
            }
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
}

extension JudgedOperation {
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
