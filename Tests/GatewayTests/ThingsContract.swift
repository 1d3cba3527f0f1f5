import APISpec

/// A small contract that touches every feature of the gateway once.
enum ThingsContract {
    static var files: SpecFiles { edited() }

    /// A copy with replacements, each of which must occur.
    static func edited(_ edits: (file: String, from: String, to: String)...) -> SpecFiles {
        var texts = ["openapi.yaml": openAPI, "asyncapi.yaml": asyncAPI, "errors.yaml": errors, "limits.yaml": limits]
        for edit in edits {
            precondition(texts[edit.file]?.contains(edit.from) == true, "\(edit.file) has no \(edit.from)")
            texts[edit.file] = texts[edit.file]?.replacing(edit.from, with: edit.to)
        }
        let files = texts.map { ("spec/\($0.key)", Array($0.value.utf8)) }
        return SpecFiles(root: "spec", files: Dictionary(uniqueKeysWithValues: files))
    }

    static let openAPI = """
        openapi: 3.1.1
        info: {title: Things, version: 1.0.0}
        servers: [{url: /v1}]
        paths:
          /things:
            get:
              operationId: listThings
              security: [{bearer: [viewer, operator]}]
              x-ratelimit-category: api
              x-error-codes: [VALIDATION_ERROR, AUTHENTICATION_REQUIRED, PERMISSION_DENIED, NOT_ACCEPTABLE,
                RATE_LIMIT_EXCEEDED, INTERNAL_ERROR]
              parameters:
                - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 50, default: 10}}
                - {name: name, in: query, schema: {type: string, maxLength: 5}}
                - {name: tag, in: query, schema: {type: array, items: {type: string}, maxItems: 3}}
                - {name: ids, in: query, explode: false, schema: {type: array, items: {type: integer}}}
                - {name: ratio, in: query, schema: {type: number, maximum: 1}}
                - {name: deep, in: query, schema: {type: boolean}}
                - {name: pipes, in: query, style: pipeDelimited, explode: false,
                   schema: {type: array, items: {type: string}}}
                - {name: X-Mode, in: header, schema: {type: string, enum: [fast, slow], default: slow}}
                - {name: X-Numbers, in: header, schema: {type: array, items: {type: integer}}}
                - {name: theme, in: cookie, schema: {type: string, maxLength: 5}}
              responses:
                '200':
                  description: The things.
                  content: {application/json: {schema: {type: object}}}
                default: {$ref: '#/components/responses/Error'}
            post:
              operationId: createThing
              security: [{bearer: [operator]}]
              x-ratelimit-category: api
              x-error-codes: [VALIDATION_ERROR, AUTHENTICATION_REQUIRED, PERMISSION_DENIED, NOT_ACCEPTABLE,
                PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, RATE_LIMIT_EXCEEDED, THING_EXISTS, INTERNAL_ERROR]
              parameters:
                - {name: dry, in: query, schema: {type: boolean, default: false}}
              requestBody:
                required: true
                content:
                  application/json:
                    schema: {$ref: '#/components/schemas/NewThing'}
              responses:
                '201':
                  description: The thing.
                  headers:
                    Location: {required: true, schema: {type: string}}
                  content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
                default: {$ref: '#/components/responses/Error'}
          /things/special:
            get:
              operationId: getSpecial
              security: [{bearer: []}]
              x-error-codes: [AUTHENTICATION_REQUIRED, NOT_ACCEPTABLE, INTERNAL_ERROR]
              responses:
                '200':
                  description: The special thing.
                  content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
                default: {$ref: '#/components/responses/Error'}
          /things/{thing_id}:
            parameters:
              - {name: thing_id, in: path, required: true, schema: {type: string, maxLength: 12}}
            get:
              operationId: getThing
              security: []
              x-error-codes: [VALIDATION_ERROR, THING_NOT_FOUND, NOT_ACCEPTABLE, INTERNAL_ERROR]
              responses:
                '200':
                  description: The thing.
                  content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
                default: {$ref: '#/components/responses/Error'}
            delete:
              operationId: deleteThing
              security: []
              x-ratelimit-category: shared
              x-error-codes: [VALIDATION_ERROR, NOT_ACCEPTABLE, RATE_LIMIT_EXCEEDED, INTERNAL_ERROR]
              responses:
                '204': {description: Gone.}
                default: {$ref: '#/components/responses/Error'}
          /things/{thing_id}/parts/{part}:
            get:
              operationId: getPart
              security: []
              x-error-codes: [VALIDATION_ERROR, NOT_ACCEPTABLE, INTERNAL_ERROR]
              parameters:
                - {name: thing_id, in: path, required: true, schema: {type: string}}
                - {name: part, in: path, required: true, schema: {type: integer, minimum: 1}}
              responses:
                '200':
                  description: The part.
                  content: {application/json: {schema: {type: object}}}
                default: {$ref: '#/components/responses/Error'}
          /report:
            get:
              operationId: getReport
              security: []
              x-deadline-ms: 1000
              x-ratelimit-category: address
              x-error-codes: [NOT_ACCEPTABLE, RATE_LIMIT_EXCEEDED, INTERNAL_ERROR, DEADLINE_EXCEEDED]
              responses:
                '200':
                  description: The report.
                  content:
                    application/json: {schema: {type: object, required: [ok]}}
                    text/plain: {schema: {type: string}}
                default: {$ref: '#/components/responses/Error'}
            put:
              operationId: putReport
              security: []
              x-error-codes: [VALIDATION_ERROR, PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE,
                INTERNAL_ERROR]
              requestBody:
                content:
                  text/plain: {schema: {type: string, maxLength: 5}}
                  application/vnd.report+json: {schema: {type: object}}
              responses:
                '204': {description: Kept.}
                default: {$ref: '#/components/responses/Error'}
        components:
          securitySchemes:
            bearer: {type: http, scheme: bearer}
          responses:
            Error:
              description: Refused.
              content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}
          schemas:
            NewThing:
              type: object
              additionalProperties: false
              required: [name]
              properties:
                name: {type: string, minLength: 1, maxLength: 10}
                size: {type: integer, maximum: 10}
                id: {type: string, readOnly: true}
            Thing:
              type: object
              additionalProperties: false
              required: [id, name]
              properties:
                id: {type: string}
                name: {type: string}
                size: {type: integer}
                secret: {type: string, writeOnly: true}
            Error:
              type: object
              additionalProperties: false
              required: [detail, status_code, error_code, request_id]
              properties:
                detail: {type: string}
                status_code: {type: integer}
                error_code: {type: string}
                request_id: {type: string}
                errors:
                  type: array
                  items:
                    type: object
                    additionalProperties: false
                    required: [in, pointer, keyword, message]
                    properties:
                      in: {type: string}
                      pointer: {type: string}
                      keyword: {type: string}
                      message: {type: string}
                      spec: {type: string}
                patch: {type: array, items: {type: object}}
                holes: {type: array, items: {type: string}}
                losses: {type: array, items: {type: string}}
                suggestion: {type: object}
        """

    static let asyncAPI = """
        asyncapi: 3.0.0
        info: {title: Live, version: 1.0.0}
        channels:
          live:
            address: /ws
            messages:
              ticked: {$ref: '#/components/messages/ticked'}
              watch: {$ref: '#/components/messages/watch'}
        operations:
          send:
            action: send
            channel: {$ref: '#/channels/live'}
            messages: [{$ref: '#/channels/live/messages/ticked'}]
          receive:
            action: receive
            channel: {$ref: '#/channels/live'}
            messages: [{$ref: '#/channels/live/messages/watch'}]
        components:
          messages:
            ticked:
              name: ticked
              payload:
                type: object
                required: [event, count]
                properties:
                  event: {const: ticked}
                  count: {type: integer, minimum: 0}
            watch:
              name: watch
              payload:
                type: object
                additionalProperties: false
                required: [command, thing]
                properties:
                  command: {const: watch}
                  thing: {type: string, maxLength: 5}
        """

    static let errors = [
        ("VALIDATION_ERROR", 400, "The request does not keep to the contract"),
        ("AUTHENTICATION_REQUIRED", 401, "A token is needed"),
        ("PERMISSION_DENIED", 403, "The role {role} may not do this; it takes one of: {roles}"),
        ("NOT_FOUND", 404, "There is nothing at {path}"),
        ("THING_NOT_FOUND", 404, "Thing {thing_id} does not exist"),
        ("METHOD_NOT_ALLOWED", 405, "{method} is not supported here; supported: {allowed}"),
        ("NOT_ACCEPTABLE", 406, "Available: {available}"),
        ("REQUEST_TIMEOUT", 408, "Too slow"),
        ("THING_EXISTS", 409, "There is a thing called {name}"),
        ("PAYLOAD_TOO_LARGE", 413, "The body is larger than {limit} bytes"),
        ("URI_TOO_LONG", 414, "The target is too long"),
        ("UNSUPPORTED_MEDIA_TYPE", 415, "{media_type} is not supported; supported: {supported}"),
        ("UPGRADE_REQUIRED", 426, "This is a WebSocket"),
        ("RATE_LIMIT_EXCEEDED", 429, "Too many requests; try again in {retry_after} seconds"),
        ("HEADERS_TOO_LARGE", 431, "The head is too large"),
        ("MALFORMED_REQUEST", 400, "Not HTTP: {reason}"),
        ("INTERNAL_ERROR", 500, "The server failed; quote {request_id}"),
        ("SERVICE_UNAVAILABLE", 503, "Try again in {retry_after} seconds"),
        ("DEADLINE_EXCEEDED", 504, "Not ready within {milliseconds} ms"),
    ].map { code, status, detail in
        "\(code): {status: \(status), detail: \"\(detail)\", retryable: false, description: About \(code).}"
    }.joined(separator: "\n")

    static let limits = """
        rate_limits:
          api: {q: 100, w: 1, pk: user}
          shared: {q: 2, w: 60, pk: operation}
          address: {q: 60, w: 60, burst: 3, pk: ip}
        request: {head_bytes: 32768, uri_bytes: 8192, header_count: 100, body_bytes: 1024, json_depth: 8,
          json_nodes: 1000, idempotency_seconds: 60}
        connection: {head_seconds: 10, body_seconds: 30, idle_seconds: 60, write_seconds: 30,
          requests_per_connection: 1000, connections: 100, connections_per_address: 10}
        websocket: {message_bytes: 4096, queue_bytes: 65536, heartbeat_seconds: 20, subscriptions: 10,
          commands_per_second: 20}
        """
}
