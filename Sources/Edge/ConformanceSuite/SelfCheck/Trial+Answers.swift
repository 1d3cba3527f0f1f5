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

    /// The answer of a server that keeps to the document, as far as paths and the query go.
    static func faithful(_ method: String, _ target: String) -> String {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        guard parts.first == "/things" else { return answer(404, "{}") }
        let limits = parts.dropFirst().first.map { $0.split(separator: "&", omittingEmptySubsequences: false) } ?? []
        let isValid = limits.allSatisfy { pair in
            let digits = pair.dropFirst("limit=".count)
            return pair.hasPrefix("limit=") && digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
                && Int(digits).map { 1...10 ~= $0 } == true
        }
        return isValid && limits.count < 2 ? answer(200, #"{"name": "a", "size": 1}"#) : answer(400, "{}")
    }
}
