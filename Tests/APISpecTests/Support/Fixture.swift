import APISpec
import JSON

/// The smallest specification that has one of everything, as text to plant mistakes in.
enum Fixture {
    static let openAPI = """
        openapi: 3.1.1
        info: {title: Small, version: 1.0.0}
        servers:
          - url: /api
        tags:
          - name: Things
        paths:
          /things:
            post:
              operationId: createThing
              tags: [Things]
              security:
                - bearer: [operator, admin]
              x-ratelimit-category: api
              x-slo: {p95_ms: 200}
              x-deadline-ms: 5000
              x-error-codes:
                - VALIDATION_ERROR
                - AUTHENTICATION_REQUIRED
                - PERMISSION_DENIED
                - NOT_ACCEPTABLE
                - PAYLOAD_TOO_LARGE
                - UNSUPPORTED_MEDIA_TYPE
                - RATE_LIMIT_EXCEEDED
                - INTERNAL_ERROR
                - DEADLINE_EXCEEDED
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/Thing'}
                    example: {name: hammer, count: 3}
              responses:
                '201':
                  description: The thing.
                  headers:
                    Location:
                      required: true
                      schema: {type: string}
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Thing'}
                default: {$ref: '#/components/responses/Error'}
          /things/{thing_id}:
            parameters:
              - $ref: '#/components/parameters/ThingID'
            get:
              operationId: getThing
              security: []
              x-error-codes: [VALIDATION_ERROR, NOT_FOUND, NOT_ACCEPTABLE, INTERNAL_ERROR]
              parameters:
                - name: verbose
                  in: query
                  style: form
                  schema: {type: boolean, default: false}
              responses:
                '200':
                  description: The thing.
                  content:
                    application/json:
                      schema: {$ref: '#/components/schemas/Thing'}
        components:
          securitySchemes:
            bearer: {type: http, scheme: bearer}
          parameters:
            ThingID:
              name: thing_id
              in: path
              required: true
              schema: {type: string}
          responses:
            Error:
              description: Refused.
              content:
                application/json:
                  schema: {$ref: '#/components/schemas/Error'}
          schemas:
            Thing:
              type: object
              additionalProperties: false
              required: [name]
              properties:
                name: {type: string}
                count: {type: integer, maximum: 10}
            Error:
              type: object
        """

    static let asyncAPI = """
        asyncapi: 3.0.0
        info: {title: Small live, version: 1.0.0}
        channels:
          live:
            address: /ws
            messages:
              made: {$ref: '#/components/messages/made'}
              ping: {$ref: '#/components/messages/ping'}
        operations:
          sendEvents:
            action: send
            channel: {$ref: '#/channels/live'}
            messages:
              - $ref: '#/channels/live/messages/made'
          receiveCommands:
            action: receive
            channel: {$ref: '#/channels/live'}
            x-error-codes: [VALIDATION_ERROR]
            messages:
              - $ref: '#/channels/live/messages/ping'
        components:
          messages:
            made:
              name: made
              payload:
                type: object
                properties:
                  event: {const: made}
                  thing: {$ref: 'openapi.yaml#/components/schemas/Thing'}
              examples:
                - payload: {event: made, thing: {name: hammer}}
            ping:
              payload:
                type: object
                properties:
                  command: {const: ping}
        """

    static let errors = """
        VALIDATION_ERROR: {status: 400, detail: Not valid, retryable: false, description: d}
        AUTHENTICATION_REQUIRED: {status: 401, detail: No token, retryable: false, description: d}
        PERMISSION_DENIED: {status: 403, detail: Not allowed, retryable: false, description: d}
        NOT_FOUND: {status: 404, detail: "There is no {path}", retryable: false, description: d}
        METHOD_NOT_ALLOWED: {status: 405, detail: No such method, retryable: false, description: d}
        NOT_ACCEPTABLE: {status: 406, detail: Not acceptable, retryable: false, description: d}
        REQUEST_TIMEOUT: {status: 408, detail: Too slow, retryable: true, description: d}
        PAYLOAD_TOO_LARGE: {status: 413, detail: Too large, retryable: false, description: d}
        URI_TOO_LONG: {status: 414, detail: Too long, retryable: false, description: d}
        UNSUPPORTED_MEDIA_TYPE: {status: 415, detail: Unknown type, retryable: false, description: d}
        UPGRADE_REQUIRED: {status: 426, detail: Upgrade, retryable: false, description: d}
        RATE_LIMIT_EXCEEDED: {status: 429, detail: Too many, retryable: true, description: d}
        HEADERS_TOO_LARGE: {status: 431, detail: Too large, retryable: false, description: d}
        MALFORMED_REQUEST: {status: 400, detail: Malformed, retryable: false, description: d}
        INTERNAL_ERROR: {status: 500, detail: Failed, retryable: true, description: d}
        SERVICE_UNAVAILABLE: {status: 503, detail: Busy, retryable: true, description: d}
        DEADLINE_EXCEEDED: {status: 504, detail: Late, retryable: true, description: d}
        """

    static let limits = """
        rate_limits:
          api: {q: 100, w: 1, burst: 20, pk: user}
        request:
          head_bytes: 32768
          uri_bytes: 8192
          header_count: 100
          body_bytes: 1048576
          json_depth: 64
          json_nodes: 100000
          idempotency_seconds: 86400
        connection:
          head_seconds: 10
          body_seconds: 30
          idle_seconds: 60
          write_seconds: 30
          requests_per_connection: 1000
          connections: 10000
          connections_per_address: 256
        websocket:
          message_bytes: 65536
          queue_bytes: 1048576
          heartbeat_seconds: 20
          subscriptions: 100
          commands_per_second: 20
        """

    /// The four texts by name.
    static let texts = [
        "openapi.yaml": openAPI, "asyncapi.yaml": asyncAPI, "errors.yaml": errors, "limits.yaml": limits,
    ]

    static func files(_ texts: [String: String] = texts) -> SpecFiles {
        SpecFiles(
            root: "spec",
            files: Dictionary(uniqueKeysWithValues: texts.map { ("spec/\($0.key)", Array($0.value.utf8)) }))
    }
}

extension SpecFiles {
    /// Everything that is wrong with the files, warnings included, by place.
    var diagnostics: [Diagnostic] {
        do throws(Diagnostics) { return try Contract.load(self).warnings } catch { return error.items }
    }

    /// The same files with the only occurrence of a text replaced by another.
    func replacing(_ text: String, with replacement: String, in file: String) -> SpecFiles {
        let content = String(decoding: files[file] ?? [], as: UTF8.self)
        let parts = content.split(separator: text, omittingEmptySubsequences: false)
        precondition(parts.count == 2, "\(file) has \(parts.count - 1) times: \(text)")
        var copy = self
        copy.files[file] = Array(parts.joined(separator: replacement).utf8)
        return copy
    }
}
