import JSON

/// Spells out the `x-error-codes` of every operation as responses, each with the bodies it can have.
///
/// A response of that kind is the document's own `components/responses/Error`, with the codes of one status in it; an
/// operation that declares the status itself keeps its own.
struct ErrorExpansion {
    private let errors: ErrorCatalogue
    private static let exampleID = "7f3c9a12e5b84d06"

    init(_ errors: ErrorCatalogue) { self.errors = errors }

    func expand(_ document: JSONValue) -> JSONValue {
        guard let model = document["components"]?["responses"]?["Error"], let paths = document["paths"]?.objectValue
        else { return document }
        var expanded = document
        expanded["paths"] = .object(JSONObject(paths.map { ($0.key, item($0.value, like: model)) }))
        return expanded
    }

    private func item(_ item: JSONValue, like model: JSONValue) -> JSONValue {
        guard let members = item.objectValue else { return item }
        return .object(
            JSONObject(
                members.map { key, value in
                    (key, OperationSource.methods.contains(key) ? operation(value, like: model) : value)
                }))
    }

    private func operation(_ operation: JSONValue, like model: JSONValue) -> JSONValue {
        let codes = operation["x-error-codes"]?.arrayValue?.compactMap(\.stringValue) ?? []
        let entries = codes.compactMap { errors[$0] }
        var responses = operation["responses"] ?? [:]
        for status in Set(entries.map(\.status)).sorted() where responses[String(status)] == nil {
            let those = entries.filter { $0.status == status }
            let isLimited = operation["x-ratelimit-category"] != nil
            responses[String(status)] = response(status, those, like: model, isLimited: isLimited)
        }
        var expanded = operation
        expanded["responses"] = responses
        return expanded
    }

    private func response(
        _ status: Int, _ entries: [ErrorEntry], like model: JSONValue, isLimited: Bool
    ) -> JSONValue {
        var response = model
        response["description"] = .string(entries.map { "\($0.code): \($0.description)" }.joined(separator: "\n\n"))
        if let headers = model["headers"]?.objectValue {
            let kept = headers.filter { name, _ in
                switch name {
                case "RateLimit", "RateLimit-Policy": isLimited
                case "Retry-After": entries.contains(where: \.retryable)
                default: true
                }
            }
            response["headers"] = .object(JSONObject(kept.map { ($0.key, $0.value) }))
        }
        guard var media = model["content"]?["application/json"] else { return response }
        media["examples"] = .object(JSONObject(entries.map { ($0.code, example($0)) }))
        media["example"] = nil
        response["content"] = ["application/json": media]
        return response
    }

    private func example(_ entry: ErrorEntry) -> JSONValue {
        [
            "summary": .string(entry.description),
            "value": [
                "detail": .string(entry.detail), "status_code": .integer(entry.status),
                "error_code": .string(entry.code), "request_id": .string(Self.exampleID),
            ],
        ]
    }
}
