extension Shape {
    /// The shapes of any OpenAPI 3.1 document: without our keys, with all that the standard has.
    static let published31: [ShapeName: Shape] = {
        var shapes = openAPI.mapValues(\.published)
        shapes[.openAPI]?.fields["jsonSchemaDialect"] = .text
        shapes[.operation]?.required = []
        // Siblings of $ref are a matter of style; a path item may have them (OpenAPI 3.1.1, section 4.8.9).
        shapes[.reference] = Shape(required: ["$ref"], rest: .anything, ["$ref": .text])
        shapes[.pathItem]?.fields["$ref"] = .text
        shapes[.paths] = Shape(rest: .object(.pathItem))
        shapes[.mediaType]?.fields["schema"] = .schema
        return shapes
    }()

    /// The shapes of any OpenAPI 3.0 document.
    static let published30: [ShapeName: Shape] = {
        narrowed(published31).mapValues(\.withSchemas30).merging(schemas30) { first, _ in first }
    }()

    /// The shapes of a 3.1 document that is compiled: its schemas are left to their compiler, and path items may be
    /// references.
    static let anybodys31: [ShapeName: Shape] = {
        var shapes = published31
        // Judged by `OpenAPIVersion` before anything else is.
        shapes[.openAPI]?.fields["openapi"] = .anything
        shapes[.pathItem]?.fields["$ref"] = nil
        shapes[.paths] = Shape(rest: .reference(.pathItem))
        shapes[.securityScheme]?.fields["flows"] = .object(.oauthFlows)
        shapes[.oauthFlows] = Shape(
            OAuthFlow.needs.mapValues { _ in .object(.oauthFlow) })
        shapes[.oauthFlow] = Shape(
            required: ["scopes"],
            ["authorizationUrl": .text, "tokenUrl": .text, "refreshUrl": .text, "scopes": .map(.text)])
        return shapes
    }()

    /// Likewise of a 3.0 document.
    static let anybodys30 = narrowed(anybodys31)

    /// Without what came with 3.1.
    private static func narrowed(_ shapes: [ShapeName: Shape]) -> [ShapeName: Shape] {
        var shapes = shapes
        shapes[.openAPI]?.required = ["openapi", "info", "paths"]
        shapes[.operation]?.required = ["responses"]
        for (name, keys) in additions31 {
            for key in keys { shapes[name]?.fields[key] = nil }
        }
        shapes[.securityScheme]?.fields["type"] = .word(["apiKey", "http", "oauth2", "openIdConnect"])
        return shapes
    }

    /// What came with 3.1.
    private static let additions31: [ShapeName: [String]] = [
        .openAPI: ["jsonSchemaDialect", "webhooks"], .info: ["summary"], .license: ["identifier"],
        .components: ["pathItems"],
    ]

    /// This shape without our keys, and with the keys that only this server does not support.
    private var published: Shape {
        var shape = self
        shape.fields = fields.filter { !$0.key.hasPrefix("x-") }
        for (key, field) in shape.fields {
            guard case .unsupported = field else { continue }
            shape.fields[key] = key == "servers" ? .list(.object(.server)) : .map(.object(.mediaType))
        }
        return shape
    }

    private var withSchemas30: Shape {
        var shape = self
        shape.fields = fields.mapValues(Self.old)
        return shape
    }

    private static func old(_ field: Field) -> Field {
        switch field {
        case .schema: .reference(.schema30)
        case .map(.schema): .map(.reference(.schema30))
        default: field
        }
    }
}
