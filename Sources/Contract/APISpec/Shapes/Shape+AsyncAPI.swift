extension Shape {
    /// The objects of AsyncAPI 3.0.0 that a WebSocket needs, with our extension keys.
    static let asyncAPI: [ShapeName: Shape] = [
        .asyncAPI: Shape(
            required: ["asyncapi", "info", "channels", "operations"],
            [
                "asyncapi": .text, "id": .text, "info": .object(.asyncInfo),
                "servers": .map(.reference(.asyncServer)), "defaultContentType": .word(["application/json"]),
                "channels": .map(.reference(.channel)), "operations": .map(.reference(.channelOperation)),
                "components": .object(.asyncComponents),
            ]),
        .asyncInfo: Shape(
            required: ["title", "version"],
            [
                "title": .text, "version": .text, "description": .text, "termsOfService": .text,
                "contact": .object(.contact), "license": .object(.license), "tags": .list(.reference(.tag)),
                "externalDocs": .reference(.externalDocs),
            ]),
        .asyncServer: Shape(
            required: ["host", "protocol"],
            [
                "host": .text, "protocol": .text, "protocolVersion": .text, "pathname": .text, "description": .text,
                "title": .text, "summary": .text, "variables": .map(.anything), "security": .list(.anything),
                "tags": .list(.reference(.tag)), "externalDocs": .reference(.externalDocs), "bindings": .anything,
            ]),
        .channel: Shape(
            required: ["address", "messages"],
            [
                "address": .text, "messages": .map(.reference(.message)), "title": .text, "summary": .text,
                "description": .text, "servers": .list(.reference(.asyncServer)),
                "parameters": .unsupported("write the address without parameters"),
                "tags": .list(.reference(.tag)), "externalDocs": .reference(.externalDocs), "bindings": .anything,
            ]),
        .channelOperation: Shape(
            required: ["action", "channel"],
            [
                "action": .word(["send", "receive"]), "channel": .reference(.channel), "title": .text, "summary": .text,
                "description": .text, "security": .list(.anything), "tags": .list(.reference(.tag)),
                "externalDocs": .reference(.externalDocs), "bindings": .anything, "traits": traits,
                "messages": .list(.reference(.message)), "reply": .anything, "x-error-codes": .list(.text),
                "x-order": .object(.eventOrder), "x-replies": .object(.replies),
            ]),
        .eventOrder: Shape(
            isExtensible: false,
            [
                "first": .text, "sequence": .text, "subject": .text, "begins": .text, "beat": .text,
                "ends": .list(.text),
                "never_falls": .map(.text), "pairs": .list(.object(.eventPair)),
            ]),
        .eventPair: Shape(
            required: ["open", "close", "by"], isExtensible: false, ["open": .text, "close": .text, "by": .text]),
        .replies: Shape(
            required: ["accepted", "refused"], isExtensible: false,
            ["accepted": .text, "refused": .text, "mark": .text]),
        .message: Shape(
            required: ["payload"],
            [
                "headers": .unsupported("a WebSocket message has no headers"), "payload": .schema,
                "correlationId": .anything, "contentType": .word(["application/json"]), "name": .text, "title": .text,
                "summary": .text, "description": .text, "tags": .list(.reference(.tag)),
                "externalDocs": .reference(.externalDocs), "bindings": .anything,
                "examples": .list(.object(.messageExample)), "traits": traits, "x-replay": .text,
            ]),
        .messageExample: Shape(["headers": .anything, "payload": .anything, "name": .text, "summary": .text]),
        .asyncComponents: Shape([
            "schemas": .map(.schema), "servers": .map(.reference(.asyncServer)),
            "channels": .map(.reference(.channel)), "operations": .map(.reference(.channelOperation)),
            "messages": .map(.reference(.message)), "securitySchemes": .map(.anything),
            "serverVariables": .map(.anything), "parameters": .map(.anything), "correlationIds": .map(.anything),
            "replies": .map(.anything), "replyAddresses": .map(.anything),
            "externalDocs": .map(.reference(.externalDocs)), "tags": .map(.reference(.tag)),
            "operationTraits": traits, "messageTraits": traits, "serverBindings": .map(.anything),
            "channelBindings": .map(.anything), "operationBindings": .map(.anything),
            "messageBindings": .map(.anything),
        ]),
    ]

    private static let traits = Field.unsupported("write the keys where the trait would put them")
}
