extension Shape {
    /// The objects of OpenAPI 3.1.1, section 4.8, with our extension keys; the standard's names in its order.
    static let openAPI: [ShapeName: Shape] = [
        .openAPI: Shape(
            required: ["openapi", "info"],
            [
                "openapi": .text, "info": .object(.info), "jsonSchemaDialect": .word([dialect2020]),
                "servers": .list(.object(.server)), "paths": .object(.paths),
                "webhooks": .map(.reference(.pathItem)), "components": .object(.components),
                "security": .list(.map(.list(.text))), "tags": .list(.object(.tag)),
                "externalDocs": .object(.externalDocs),
            ]),
        .info: Shape(
            required: ["title", "version"],
            [
                "title": .text, "summary": .text, "description": .text, "termsOfService": .text,
                "contact": .object(.contact), "license": .object(.license), "version": .text,
            ]),
        .contact: Shape(["name": .text, "url": .text, "email": .text]),
        .license: Shape(required: ["name"], ["name": .text, "identifier": .text, "url": .text]),
        .server: Shape(
            required: ["url"],
            ["url": .text, "description": .text, "variables": .map(.object(.serverVariable))]),
        .serverVariable: Shape(
            required: ["default"], ["enum": .list(.text), "default": .text, "description": .text]),
        .components: Shape([
            "schemas": .map(.schema), "responses": .map(.reference(.response)),
            "parameters": .map(.reference(.parameter)), "examples": .map(.reference(.example)),
            "requestBodies": .map(.reference(.requestBody)), "headers": .map(.reference(.header)),
            "securitySchemes": .map(.reference(.securityScheme)), "links": .map(.reference(.link)),
            "callbacks": .map(.reference(.callback)), "pathItems": .map(.reference(.pathItem)),
        ]),
        .paths: Shape(rest: .reference(.pathItem)),
        .pathItem: Shape([
            "summary": .text, "description": .text, "get": .object(.operation), "put": .object(.operation),
            "post": .object(.operation), "delete": .object(.operation), "options": .object(.operation),
            "head": .object(.operation), "patch": .object(.operation), "trace": .object(.operation),
            "servers": otherServers, "parameters": .list(.reference(.parameter)), "x-lifecycle": .object(.lifecycle),
        ]),
        .operation: Shape(
            required: ["responses"],
            [
                "tags": .list(.text), "summary": .text, "description": .text, "externalDocs": .object(.externalDocs),
                "operationId": .text, "parameters": .list(.reference(.parameter)),
                "requestBody": .reference(.requestBody), "responses": .object(.responses),
                "callbacks": .map(.reference(.callback)), "deprecated": .flag, "security": .list(.map(.list(.text))),
                "servers": otherServers,
                "x-error-codes": .list(.text), "x-ratelimit-category": .text, "x-slo": .object(.serviceLevel),
                "x-deadline-ms": .whole(1...3_600_000), "x-idempotency": .object(.idempotency),
                "x-pagination": .object(.pagination), "x-invariants": .list(.text), "x-echo": .list(.text),
                "x-volatile": .list(.text),
            ]),
        .serviceLevel: Shape(required: ["p95_ms"], isExtensible: false, ["p95_ms": .whole(1...3_600_000)]),
        .owner: Shape(isExtensible: false, ["except": .list(.word(SecurityReading.roles))]),
        .externalDocs: Shape(required: ["url"], ["description": .text, "url": .text]),
        .parameter: Shape(
            required: ["name", "in"],
            [
                "name": .text, "in": .word(Parameter.Place.allCases.map(\.rawValue)), "description": .text,
                "required": .flag, "deprecated": .flag, "allowEmptyValue": .flag,
                "style": .word(Parameter.Place.allCases.flatMap(\.styles).distinct), "explode": .flag,
                "allowReserved": .flag, "schema": .schema, "example": .anything, "examples": .map(.reference(.example)),
                "x-owner": .object(.owner), "content": .map(.object(.mediaType)),
            ]),
        .requestBody: Shape(
            required: ["content"], ["description": .text, "content": .map(.object(.mediaType)), "required": .flag]),
        .mediaType: Shape([
            "schema": .schema, "example": .anything, "examples": .map(.reference(.example)),
            "encoding": .map(.object(.encoding)),
        ]),
        .encoding: Shape([
            "contentType": .text, "headers": .map(.reference(.header)), "style": .text, "explode": .flag,
            "allowReserved": .flag,
        ]),
        .responses: Shape(rest: .reference(.response)),
        .response: Shape(
            required: ["description"],
            [
                "description": .text, "headers": .map(.reference(.header)), "content": .map(.object(.mediaType)),
                "links": .map(.reference(.link)),
            ]),
        .callback: Shape(rest: .reference(.pathItem)),
        .example: Shape(["summary": .text, "description": .text, "value": .anything, "externalValue": .text]),
        .link: Shape([
            "operationRef": .text, "operationId": .text, "parameters": .map(.anything), "requestBody": .anything,
            "description": .text, "server": .object(.server),
        ]),
        .header: Shape([
            "description": .text, "required": .flag, "deprecated": .flag, "style": .word(["simple"]), "explode": .flag,
            "schema": .schema, "example": .anything, "examples": .map(.reference(.example)),
            "content": .map(.object(.mediaType)),
        ]),
        .tag: Shape(
            required: ["name"], ["name": .text, "description": .text, "externalDocs": .object(.externalDocs)]),
        .reference: Shape(
            required: ["$ref"], isExtensible: false, ["$ref": .text, "summary": .text, "description": .text]),
        .securityScheme: Shape(
            required: ["type"],
            [
                "type": .word(SecurityReading.schemeTypes), "description": .text,
                "name": .text, "in": .word(["query", "header", "cookie"]), "scheme": .text, "bearerFormat": .text,
                "flows": .anything, "openIdConnectUrl": .text,
            ]),
    ]

    private static let dialect2020 = "https://json-schema.org/draft/2020-12/schema"
    private static let otherServers = Field.unsupported("list the server at the top of the document")
}

extension [String] {
    /// Each once, in the order of first appearance.
    var distinct: [String] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
