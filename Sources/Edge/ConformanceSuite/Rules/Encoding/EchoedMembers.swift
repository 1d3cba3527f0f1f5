import APISpec
import JSON
import SchemaInstances

/// Members of a body that come back in the answer of the operation that makes an object of it.
struct EchoedMembers {
    let operation: JudgedOperation
    let identity: Identity
    let base: Base
    private let body: SchemaView
    private let answer: SchemaView

    /// Nil where no object can be made from a JSON object.
    init?(_ run: Run) async throws(Abort) {
        guard let (one, identity) = run.writer, let base = try await run.base(of: one, as: identity),
            base.body?.objectValue != nil, let body = one.jsonBody?.schema,
            let answer = one.successes.first(where: { $0.response.status == 201 })?.jsonSchema
        else { return nil }
        (operation, self.identity, self.base, self.body, self.answer) = (one, identity, base, body, answer)
    }

    /// Strings that may hold anything.
    var texts: [(name: String, schema: SchemaView)] {
        body.properties.filter { name, schema in
            schema.types.contains("string") && isFree(name, schema) && (schema.int("maxLength") ?? .max) >= 64
        }
    }

    /// Numbers without bounds.
    var numbers: [(name: String, schema: SchemaView)] {
        body.properties.filter { name, schema in
            ["integer", "number"].contains(schema.mainType) && isFree(name, schema)
                && !["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"].contains {
                    schema[$0] != nil
                }
        }
    }

    private func isFree(_ name: String, _ schema: SchemaView) -> Bool {
        schema.words == nil && schema["pattern"] == nil && schema["format"] == nil && !schema.isLimitedElsewhere
            && answer.property(name).map { $0.words == nil && $0["writeOnly"] == nil } ?? false
    }

    /// Makes an object with one member written as this JSON text.
    func make(_ name: String, _ raw: String, _ what: String, _ run: Run) async throws(Abort) -> (Ask, RawResponse)? {
        var ask = run.ask(operation, base, as: identity, what)
        let others = (base.body?.objectValue ?? [:]).filter { $0.key != name }
            .map { "\(JSONValue.string($0.key).jsonText):\($0.value.jsonText)" }
        let members = others + ["\(JSONValue.string(name).jsonText):\(raw)"]
        ask.request.body = Array("{\(members.joined(separator: ","))}".utf8)
        guard let response = try await run.send(ask) else { return nil }
        if response.status == 201 { try await run.remember(response, "id", in: base.path, as: identity) }
        return (ask, response)
    }

    /// The object that an answer has made, read again; nil where it says no place.
    func again(_ response: RawResponse, _ what: String, _ run: Run) async throws(Abort) -> (Ask, RawResponse)? {
        guard let place = response["location"], place.hasPrefix("/"), let item = run.operation("GET", at: place) else {
            return nil
        }
        let base = run.base(of: item, as: identity, path: place)
        let ask = run.ask(item, base, as: identity, what)
        guard let read = try await run.send(ask), read.status == 200 else { return nil }
        return (ask, read)
    }
}
