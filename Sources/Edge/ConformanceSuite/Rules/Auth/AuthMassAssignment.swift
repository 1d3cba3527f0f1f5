import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// Members that the server alone sets, sent by a caller.
struct AuthMassAssignment: Probe {
    static let rule = Rule(
        "auth.mass-assignment", "A member that only answers have is refused in a body, or has no effect",
        basis: "schemas of body and answer", fault: 303)

    static let asksWhatIsKept = true

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where one.isCreator && !run.touchesSession(one) {
            guard let identity = run.caller(of: one), let body = one.jsonBody,
                let answer = one.response(for: 201)?.jsonSchema
            else { continue }
            let given = Set(body.schema.properties.filter { $0.schema["readOnly"]?.bool != true }.map(\.name))
            for (name, schema) in answer.properties where !given.contains(name) {
                try await assign(name, schema, one, body, as: identity, run)
            }
        }
    }

    private func assign(
        _ name: String, _ schema: SchemaView, _ one: JudgedOperation, _ body: JudgedBody, as identity: Identity,
        _ run: Run
    ) async throws(Abort) {
        var base = run.base(of: one, as: identity, path: one.operation.path.text)
        guard var value = base.body, case .object = value else { return }
        let wish = Generator().value(schema, .full)
        value[name] = wish
        base.body = value
        let ask = run.ask(one, base, as: identity, "with \"\(name)\": \(wish.jsonText.prefix(80))")
        guard let response = try await run.send(ask) else { return }
        let isValid = body.media.schema?.accepts(Document(value).root, direction: .request) ?? true
        guard isValid else {
            run.expect("VALIDATION_ERROR", Self.rule, ask, response, because: body.schema.location)
            return
        }
        run.check(Self.rule, ask)
        guard response.status == 201 else { return }
        try await run.remember(response, "id", in: base.path, as: identity)
        if response.json?.root[name].map({ JSONValue($0) }) == wish, wish != schema["default"].map({ JSONValue($0) }) {
            run.fail(
                Self.rule, ask, expected: "a value of the server's own", got: "\"\(name)\": \(wish.jsonText)",
                spec: schema.location)
        }
    }
}
