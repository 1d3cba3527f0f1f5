import APISpec
import Gateway
import JSON
import JSONSchema

/// The answers of one operation.
struct MockOperation: Sendable {
    let operation: Operation
    let values: MockValues

    /// - Throws: VALIDATION_ERROR for a preference that the document has no answer for, NOT_MOCKED where no answer can
    ///   be made.
    func answer(_ call: Call) throws(Refusal) -> Answer {
        let preferences = Preferences(call.headers.all("prefer"))
        let (status, response) = try choose(preferences)
        var headers = values.headers(of: response, "\(operation.id) \(status)")
        if let applied = preferences.applied { headers.append(("Preference-Applied", applied)) }
        guard let (type, name) = content(of: response, wanted: call.mediaType) else {
            return Answer(status, headers: headers)
        }
        guard type.isWritable else { throw Self.unable("\(type.name) cannot be written from a schema") }
        headers.append(("Content-Type", name))
        let body = try body(type, "\(operation.id) \(status) \(type.name)", preferences)
        return Answer(status, body, headers: headers)
    }

    /// The preferred status, else the first 2xx that is declared, else whatever is.
    private func choose(_ preferences: Preferences) throws(Refusal) -> (Int, Response) {
        if let code = preferences.code {
            guard let response = operation.response(for: code) else {
                throw Self.unknown("code", "no answer with status \(code) is declared; declared: \(declared)")
            }
            return (code, response)
        }
        let exact = operation.responses.compactMap { response in response.status.map { ($0, response) } }
        if let success = exact.first(where: { 200..<300 ~= $0.0 }) { return success }
        if let range = operation.responses.first(where: { $0.range?.lowerBound == 200 }) { return (200, range) }
        if let rest = operation.responses.first(where: \.isDefault) { return (200, rest) }
        if let first = exact.first(where: { $0.0 >= 200 }) { return first }
        if let range = operation.responses.compactMap({ one in one.range.map { ($0.lowerBound, one) } }).first {
            return range
        }
        throw Self.unable("the operation declares no answer")
    }

    private var declared: String {
        operation.responses.map { response in
            response.status.map { String($0) } ?? response.range.map { "\($0.lowerBound / 100)XX" } ?? "default"
        }.joined(separator: ", ")
    }

    /// The negotiated content, else the first; and what it is called in the answer.
    private func content(of response: Response, wanted: String?) -> (MediaType, String)? {
        guard let first = response.content.first else { return nil }
        if let wanted, let media = MediaRange(wanted), let type = response.content(for: media) { return (type, wanted) }
        if let range = first.range, range.isConcrete { return (first, first.name) }
        return (first, first.range?.type == "text" ? "text/plain" : "application/json")
    }

    private func body(_ type: MediaType, _ place: String, _ preferences: Preferences) throws(Refusal) -> JSONValue {
        if let name = preferences.example {
            guard let example = type.examples.first(where: { $0.name == name }) else {
                let names = type.examples.compactMap(\.name)
                let hint = names.isEmpty ? "there are none here" : "known: \(names.joined(separator: ", "))"
                throw Self.unknown("example", "no example is called \"\(name)\"; \(hint)")
            }
            guard values.fits(example.value, type) else {
                throw Self.unable("the example \"\(name)\" does not fit the schema of the answer")
            }
            return JSONValue(example.value)
        }
        guard let value = preferences.dynamic ? values.another(type, place) : values.usual(type, place) else {
            let spec = type.schema?.node.location.map { " at \($0)" } ?? ""
            throw Self.unable("no value was found that fits the schema\(spec)")
        }
        return value
    }

    private static func unknown(_ preference: String, _ message: String) -> Refusal {
        Refusal(
            "VALIDATION_ERROR",
            faults: [Fault(place: "header", pointer: "/Prefer", keyword: preference, message: message)])
    }

    private static func unable(_ reason: String) -> Refusal { Refusal(Contract.unable.code, ["reason": reason]) }
}
