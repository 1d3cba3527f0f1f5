import Testing

/// Security, error codes, rate limits and schemas: one diagnostic each, at the right character, in the right words.
@Suite struct ProtectionTests {
    @Test(arguments: security + codes + schemas) func isNamedAtItsPlace(mistake: Mistake) {
        let (found, expected) = mistake.outcome()
        #expect(found == expected)
    }

    static let security = [
        Mistake(
            in: "openapi.yaml", [("[operator, admin]", "[▸operater, admin]")],
            "there is no role \"operater\"; the roles are viewer, operator, admin",
            help: "did you mean \"operator\"?"),
        Mistake(
            in: "openapi.yaml", [("- bearer: [operator", "- ▸baerer: [operator")],
            "there is no security scheme \"baerer\"",
            help: "did you mean \"bearer\"?"),
        Mistake(
            in: "openapi.yaml",
            [("bearer: {type: http, scheme: bearer}", "bearer: ▸{type: apiKey, in: header, name: X-Key}")],
            "the security scheme \"bearer\" cannot be enforced here",
            help: "use one scheme of type http with scheme bearer"),
        Mistake(
            in: "openapi.yaml", [("[operator, admin]", "[operator, admin]\n        - ▸{}")],
            "alternative security requirements cannot be enforced here",
            help: "use one scheme of type http with scheme bearer"),
    ]

    static let codes = [
        Mistake(
            in: "openapi.yaml", [("NOT_FOUND, NOT_ACCEPTABLE", "▸NOT_FUOND, NOT_ACCEPTABLE")],
            "errors.yaml has no code \"NOT_FUOND\"",
            help: "did you mean \"NOT_FOUND\"?"),
        Mistake(
            in: "openapi.yaml", [("NOT_FOUND, NOT_ACCEPTABLE", "NOT_FOUND, ▸NOT_FOUND, NOT_ACCEPTABLE")],
            "the code \"NOT_FOUND\" is listed twice"),
        Mistake(
            in: "openapi.yaml",
            [("[VALIDATION_ERROR, NOT_FOUND, NOT_ACCEPTABLE, INTERNAL_ERROR]", "▸[VALIDATION_ERROR, NOT_ACCEPTABLE]")],
            "GET /things/{thing_id} must list INTERNAL_ERROR: every operation can fail",
            help: "add it to the list"),
        Mistake(
            in: "openapi.yaml",
            [("[VALIDATION_ERROR, NOT_FOUND, NOT_ACCEPTABLE, INTERNAL_ERROR]", "▸[NOT_ACCEPTABLE, INTERNAL_ERROR]")],
            "GET /things/{thing_id} must list VALIDATION_ERROR: it has parameters or a body",
            help: "add it to the list"),
        Mistake(
            in: "openapi.yaml",
            [
                ("    get:", "    ▸get:"),
                ("      x-error-codes: [VALIDATION_ERROR, NOT_FOUND, NOT_ACCEPTABLE, INTERNAL_ERROR]\n", ""),
            ],
            "GET /things/{thing_id} needs \"x-error-codes\", the codes it can answer with"),
        Mistake(
            in: "openapi.yaml", [("x-ratelimit-category: api", "x-ratelimit-category: ▸apis")],
            "limits.yaml has no rate limit \"apis\"",
            help: "did you mean \"api\"?"),
    ]

    static let schemas = [
        Mistake(
            in: "openapi.yaml", [("count: 3}", "count: ▸30}")],
            "the example breaks its schema: must be at most 10, was 30",
            help: "the rule is \"maximum\" at spec/openapi.yaml:84:32"),
        Mistake(
            in: "openapi.yaml", [("default: false", "default: ▸maybe")],
            "the default breaks its schema: must be a boolean, was a string",
            help: "the rule is \"type\" at spec/openapi.yaml:55:20"),
        Mistake(
            in: "openapi.yaml", [("maximum: 10", "▸maximun: 10")],
            "unknown keyword \"maximun\"",
            help: "did you mean \"maximum\"?"),
        Mistake(
            in: "openapi.yaml",
            [
                ("schema: {$ref: '#/components/schemas/Error'}", "schema: {}"), ("    Error:\n      type: object", ""),
                ("  schemas:\n    Thing:", "  schemas:\n    ▸Thing:"),
            ],
            "the schema \"Error\" is missing: it describes the body of every refusal",
            help: "add it under components.schemas"),
    ]
}
