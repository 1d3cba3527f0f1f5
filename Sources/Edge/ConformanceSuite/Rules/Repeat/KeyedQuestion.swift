import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// An operation that takes an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header), asked validly.
struct KeyedQuestion {
    let operation: JudgedOperation
    let key: JudgedParameter
    let identity: Identity
    let base: Base

    /// One for each such operation; a rule that has none is skipped.
    static func all(_ rule: Rule, _ run: Run) async throws(Abort) -> [KeyedQuestion] {
        var all: [KeyedQuestion] = []
        for one in run.spec.operations {
            guard let key = one.parameters.first(where: { $0.name.lowercased() == "idempotency-key" }),
                let identity = run.caller(of: one), let base = try await run.base(of: one, as: identity)
            else { continue }
            all.append(KeyedQuestion(operation: one, key: key, identity: identity, base: base))
        }
        if all.isEmpty { run.skip(rule, "operations", "none takes an Idempotency-Key") }
        return all
    }

    /// The request under a key, with another body where one is given.
    func ask(_ key: String, _ body: JSONValue?, as other: Identity? = nil, _ what: String, _ run: Run) -> Ask {
        var base = self.base.settingRaw(self.key, to: key)
        if let body { base.body = body }
        return run.ask(operation, base, as: other ?? identity, what)
    }

    /// Sends it, and remembers what it made.
    func send(_ ask: Ask, as other: Identity? = nil, _ run: Run) async throws(Abort) -> RawResponse? {
        guard let response = try await run.send(ask) else { return nil }
        let id = response.json?.root["id"]?.string
        if response.status == 201, !run.objects.contains(where: { $0.id == id }) {
            try await run.remember(response, "id", in: base.path, as: other ?? identity)
        }
        return response
    }

    /// A valid body that is another one: a free text of it is changed.
    var otherBody: JSONValue? {
        guard let body = base.body, let schema = operation.jsonBody else { return nil }
        for (name, _) in schema.schema.properties {
            guard let text = body[name]?.stringValue else { continue }
            guard let changed = body.replacing([name][...], with: .string(text + " again")) else { continue }
            let isFree = schema.schema.property(name).map { $0.words == nil && $0["x-limited-by"] == nil } ?? false
            if isFree, schema.media.schema?.accepts(Document(changed).root, direction: .request) == true {
                return changed
            }
        }
        return nil
    }

    /// The declared header that says that an answer is a replay.
    var mark: String? {
        operation.successes.flatMap(\.headers).map(\.name).first { $0.lowercased().contains("replay") }
    }

    /// The code for a key that came with another request before.
    func reuseCode(in spec: JudgedSpec) -> String? {
        operation.operation.errorCodes.first { $0.contains("IDEMPOTENCY") && [409, 422].contains(spec.status(of: $0)) }
    }
}
