import JSON

extension Trial {
    /// What the servers of the trials are judged by.
    static let document = """
        openapi: 3.1.0
        info: {title: Trial, version: 1.0.0}
        paths:
          /things:
            get:
              parameters:
                - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 10}}
              responses: {'200': {$ref: '#/components/responses/Thing'}}
            post:
              x-error-codes:
                [INTERNAL_ERROR, VALIDATION_ERROR, NOT_ACCEPTABLE, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE]
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Thing'}
                    example: {name: a, size: 1}
              responses: {'200': {$ref: '#/components/responses/Thing'}}
        components:
          responses:
            Thing:
              description: A thing.
              headers:
                Version: {required: true, schema: {type: integer}}
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Thing'}
          schemas:
            Thing:
              type: object
              required: [name, size]
              additionalProperties: false
              properties:
                name: {type: string, minLength: 1, maxLength: 5}
                size: {type: integer, minimum: 0}
        """

    /// An answer with the fields that every answer has, and these besides.
    static func answer(
        _ status: Int, _ body: String, type: String = "application/json", fields: [String] = ["Version: 1"]
    ) -> String {
        let lines =
            [
                "HTTP/1.1 \(status) ", "Date: Tue, 24 Nov 2026 10:12:05 GMT", "Content-Type: \(type)",
                "Content-Length: \(body.utf8.count)",
            ] + fields
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// The answer of a server that keeps to the document, as far as paths, the query and the body go.
    static func faithful(_ method: String, _ target: String, _ body: String) -> String {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        guard parts.first == "/things" else { return answer(404, "{}") }
        let limits = parts.dropFirst().first.map { $0.split(separator: "&", omittingEmptySubsequences: false) } ?? []
        let isValid = limits.allSatisfy { pair in
            let digits = pair.dropFirst("limit=".count)
            return pair.hasPrefix("limit=") && digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
                && Int(digits).map { 1...10 ~= $0 } == true
        }
        guard isValid, limits.count < 2, method != "POST" || isThing(body) else { return answer(400, "{}") }
        return answer(200, #"{"name": "a", "size": 1}"#)
    }

    /// Whether the text is a Thing, by no schema: what is checked must not check itself.
    private static func isThing(_ body: String) -> Bool {
        guard case .object(let members)? = try? JSONValue.parse(body), members.count == 2,
            case .string(let name)? = members["name"], case .integer(let size)? = members["size"]
        else { return false }
        return 1...5 ~= name.unicodeScalars.count && size >= 0
    }
}
