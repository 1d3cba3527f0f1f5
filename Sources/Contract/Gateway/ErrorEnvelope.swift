import APISpec
import JSON
import JSONSchema

/// Turns a refusal into the one body that every refusal has.
struct ErrorEnvelope: Sendable {
    let catalogue: ErrorCatalogue
    /// Seconds, where whoever refuses does not say how long it takes.
    private static let soon = "1"

    /// The reply; a code the catalogue does not have becomes INTERNAL_ERROR.
    ///
    /// - Parameter fields: what the reply carries besides, such as the rate limit.
    func reply(_ refusal: Refusal, requestID: String, fields: [(String, String)] = []) -> Reply {
        let entry = catalogue[refusal.code] ?? catalogue["INTERNAL_ERROR"] ?? Self.last
        var headers = StandingHeaders.fields(requestID: requestID, fields)
        headers.set("Content-Type", "application/json")
        for (name, value) in refusal.headers { headers.set(name, value) }
        // RFC 9110 section 15.5.2: a 401 says how to authenticate.
        if entry.status == 401, headers["www-authenticate"] == nil { headers.set("WWW-Authenticate", "Bearer") }
        // RFC 9110 section 10.2.3: who may ask again is told when, who may not is told nothing.
        if entry.retryable, headers["retry-after"] == nil { headers.set("Retry-After", Self.soon) }
        let body = Self.body(refusal, entry, requestID: requestID)
        return Reply(status: entry.status, headers: headers, body: body.jsonBytes)
    }

    /// What of the envelope the specification's own schema of errors does not allow, at that schema.
    func diagnostics() -> [Diagnostic] {
        guard let schema = catalogue.bodySchema else { return [] }
        for entry in catalogue.entries {
            for refusal in [Refusal(entry.code), Self.fullest(entry.code)] {
                let body = Self.body(refusal, entry, requestID: "1")
                if let violation = schema.violations(of: Document(body).root, direction: .response, limit: 1).first {
                    return [
                        Diagnostic(
                            code: "error-body",
                            "refusals break this schema: \(entry.code): \(violation.instance) \(violation.message)",
                            help:
                                "it has detail, status_code, error_code, request_id and, where they apply, errors, patch, holes, "
                                + "losses and suggestion",
                            at: schema.node)
                    ]
                }
            }
        }
        return []
    }

    /// A refusal with everything that one can have.
    private static func fullest(_ code: String) -> Refusal {
        let place = JSONPointer(tokens: ["a"])
        var refusal = Refusal(
            code,
            faults: [
                Fault(place: "body", pointer: "/a", keyword: "type", message: "must be a string", spec: "a:1:1")
            ])
        refusal.repair = Repair(
            patch: JSONPatch([.replace(place, ""), .move(from: place, to: place), .remove(place)]), holes: [place],
            losses: [place])
        refusal.suggestion = RequestSuggestion(method: "GET", path: "/", query: "a=b", headers: ["Accept": "a/b"])
        return refusal
    }

    private static func body(_ refusal: Refusal, _ entry: ErrorEntry, requestID: String) -> JSONValue {
        var arguments = refusal.arguments
        arguments["request_id"] = requestID
        if arguments["retry_after"] == nil {
            arguments["retry_after"] = refusal.headers.first { $0.0.lowercased() == "retry-after" }?.1 ?? soon
        }
        var body: JSONObject = [
            "detail": .string(entry.detail(arguments)), "status_code": .integer(entry.status),
            "error_code": .string(entry.code), "request_id": .string(requestID),
        ]
        if !refusal.faults.isEmpty { body["errors"] = .array(refusal.faults.map(\.json)) }
        if let repair = refusal.repair { add(repair, to: &body) }
        if let suggestion = refusal.suggestion { body["suggestion"] = suggestion.json }
        return .object(body)
    }

    private static func add(_ repair: Repair, to body: inout JSONObject) {
        body["patch"] = repair.patch.json
        if !repair.holes.isEmpty { body["holes"] = .array(repair.holes.map { .string($0.description) }) }
        if !repair.losses.isEmpty { body["losses"] = .array(repair.losses.map { .string($0.description) }) }
    }

    /// Only for a catalogue that was built without reading an errors.yaml, and without the code for that case.
    private static let last = ErrorEntry(
        code: "INTERNAL_ERROR", status: 500, detail: "The server failed", retryable: true, description: "")
}
