import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A body with one value at the edge of what its keyword allows.
struct PositiveBoundary: Probe {
    static let rule = Rule(
        "positive.boundary", "A value at the edge of a keyword is accepted", basis: "keywords of the body's schema",
        fault: 207)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where !run.touchesSession(one) {
            guard let identity = run.speaker(for: one) else {
                run.skip(Self.rule, one.title, "no user with a role of \(one.roleList)")
                continue
            }
            if one.operation.id == run.spec.login?.operation.id {
                try await credentials(one, run)
            } else {
                try await edges(one, as: identity, run)
            }
        }
    }

    private func edges(_ one: JudgedOperation, as identity: Identity, _ run: Run) async throws(Abort) {
        guard let body = one.jsonBody,
            let start = body.examples.first ?? run.base(of: one, as: identity, path: "/").body
        else { return }
        for variant in Boundaries().variants(of: start, body.schema) {
            guard body.media.schema?.accepts(Document(variant.value).root, direction: .request) ?? true else {
                continue
            }
            guard var base = try await run.base(of: one, as: identity, fresh: !one.isSafe) else { return }
            base.body = variant.value
            let ask = run.ask(one, base, as: identity, "\(variant.pointer): \(variant.what)")
            guard let response = try await run.send(ask) else { continue }
            if run.expectSuccess(Self.rule, ask, response, because: variant.location), response.status == 201 {
                try await run.remember(response, "id", in: base.path, as: identity)
            }
        }
    }

    /// The login at its edges: names that nobody has, so the refusal is that of wrong credentials.
    private func credentials(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard let body = one.jsonBody, let invalid = run.spec.status(of: "VALIDATION_ERROR") else { return }
        let start: JSONValue = ["username": "nobody", "password": "wrong password"]
        for variant in Boundaries().variants(of: start, body.schema) where !Self.isUnicode(variant) {
            var value = variant.value
            if variant.pointer.tokens != ["username"] { value["username"] = .string("nobody" + run.newWord(10)) }
            guard body.media.schema?.accepts(Document(value).root, direction: .request) ?? true else { continue }
            var base = run.base(of: one, as: nil, path: one.operation.path.text)
            base.body = value
            let ask = run.ask(one, base, as: nil, "\(variant.pointer): \(variant.what)")
            guard let response = try await run.send(ask) else { continue }
            run.check(Self.rule, ask)
            if response.status == invalid || response.status >= 500 {
                run.fail(
                    Self.rule, ask, expected: "not refused as invalid", got: response.summary, spec: variant.location)
            }
        }
    }

    private static func isUnicode(_ variant: Variant) -> Bool { variant.keyword == "type" }
}
