import APISpec
import Gateway
import JSON
import JSONSchema

/// Fits the mock's refusals to the document: its status and its body, where it declares one, with the reason kept.
///
/// The envelope that says what is wrong is sent as it is where the document lets it in. Where it asks for members of its
/// own, those are added; where it allows none of ours, its own body is sent and the reason stands in its first member
/// that holds text for people.
struct RefusalShaping: Sendable {
    private let operations: [String: Operation]
    private let values: MockValues
    /// Members that documents use for a sentence about what is wrong.
    private static let sentences = [
        "detail", "message", "error_description", "description", "title", "error", "reason",
    ]

    init(_ contract: Contract, _ values: MockValues) {
        operations = Dictionary(contract.operations.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.values = values
    }

    func shape(_ reply: Reply) -> Reply {
        guard reply.status >= 400, let id = reply.subject.operation, let operation = operations[id],
            let envelope = self.envelope(of: reply), let (status, response) = declared(reply.status, operation)
        else { return reply }
        var shaped = reply
        shaped.status = status
        var body = envelope
        body["status_code"] = .integer(status)
        shaped.body = body.jsonBytes
        guard let type = response.content.first(where: { $0.range?.isJSON == true }), let schema = type.schema else {
            return written(shaped, in: response, envelope)
        }
        guard !accepts(schema, body) else {
            shaped.headers.set("Content-Type", type.name)
            return shaped
        }
        guard let fitted = fitted(body, type, schema, "\(id) \(status) \(type.name)") else { return shaped }
        shaped.headers.set("Content-Type", type.name)
        shaped.body = fitted.jsonBytes
        return shaped
    }

    /// As a text, where the document declares a type of text and none of JSON.
    private func written(_ reply: Reply, in response: Response, _ envelope: JSONValue) -> Reply {
        guard case .object(let members) = envelope, let text = sentence(of: members),
            let type = response.content.first(where: { $0.range?.isConcrete == true && $0.range?.type == "text" }),
            type.schema.map({ accepts($0, .string(text)) }) ?? true
        else { return reply }
        var written = reply
        written.headers.set("Content-Type", type.name)
        written.body = Array(text.utf8)
        return written
    }

    /// The body, if it is the envelope of a refusal rather than an answer of the document.
    private func envelope(of reply: Reply) -> JSONValue? {
        guard let root = try? Document.json(reply.body).root, root["error_code"]?.string != nil,
            let id = root["request_id"]?.string, id == reply.headers["x-request-id"]
        else { return nil }
        return JSONValue(root)
    }

    /// What the document declares for a status; a request that it calls unprocessable may be called so here.
    private func declared(_ status: Int, _ operation: Operation) -> (Int, Response)? {
        let exact = { (code: Int) in operation.responses.first { $0.status == code }.map { (code, $0) } }
        if let same = exact(status) { return same }
        if status == 400, let same = exact(422) { return same }
        return operation.response(for: status).map { (status, $0) }
    }

    private func fitted(_ envelope: JSONValue, _ type: MediaType, _ schema: CompiledSchema, _ place: String)
        -> JSONValue?
    {
        guard let own = values.usual(type, place) else { return nil }
        guard case .object(let members) = envelope, case .object(let shown) = own else { return own }
        var merged = shown
        for (name, value) in members where merged[name] == nil { merged[name] = value }
        let fitting = accepts(schema, .object(merged)) ? merged : shown
        return named(fitting, shown, members, schema)
    }

    /// With the reason in the document's first member for text that takes it.
    private func named(
        _ body: JSONObject, _ shown: JSONObject, _ envelope: JSONObject, _ schema: CompiledSchema
    ) -> JSONValue {
        guard let detail = sentence(of: envelope) else { return .object(body) }
        for name in Self.sentences where shown[name]?.stringValue != nil {
            var object = body
            object[name] = .string(detail)
            if accepts(schema, .object(object)) { return .object(object) }
        }
        return .object(body)
    }

    private func sentence(of envelope: JSONObject) -> String? {
        guard let fault = envelope["errors"]?[0] else { return envelope["detail"]?.stringValue }
        let parts = [fault["in"], fault["pointer"], fault["message"]].compactMap { $0?.stringValue }
        return parts.joined(separator: " ")
    }

    private func accepts(_ schema: CompiledSchema, _ value: JSONValue) -> Bool {
        schema.accepts(Document(value).root, direction: .response)
    }
}
