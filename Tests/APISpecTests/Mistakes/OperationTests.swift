import JSON
import Testing

/// Operations of openapi.yaml that cannot be served: one diagnostic each, at the right character, in the right words.
@Suite struct OperationTests {
    @Test(arguments: paths + parameters + bodies + ids) func isNamedAtItsPlace(mistake: Mistake) {
        let (found, expected) = mistake.outcome()
        #expect(found == expected)
    }

    static let paths = [
        Mistake(
            in: "openapi.yaml", [("  /things:\n", "  ▸things:\n")],
            "a path starts with a slash, is \"things\"",
            help: "write \"/things\""),
        Mistake(
            in: "openapi.yaml", [("  /things:\n", "  ▸/things?all:\n")],
            "a path has no query and no fragment, is \"/things?all\"",
            help: "declare query parameters instead"),
        Mistake(
            in: "openapi.yaml", [("  /things:\n", "  ▸/things{:\n")],
            "a parameter must be a whole segment of the path, \"things{\" is not",
            help: "write it between two slashes, as in \"/tasks/{task_id}\""),
        Mistake(
            in: "openapi.yaml", [("components:\n", "  ▸/things/{other}: {}\ncomponents:\n")],
            "\"/things/{other}\" matches the same requests as \"/things/{thing_id}\"",
            help: "put the operations of both under one path"),
        Mistake(
            in: "openapi.yaml", [("components:\n", "  ▸/a/{b}/{b}: {}\ncomponents:\n")],
            "the parameter \"b\" occurs twice in \"/a/{b}/{b}\"",
            help: "give one of them another name"),
        Mistake(
            in: "openapi.yaml", [("- url: /api", "- url: ▸/api/{version}")],
            "the server's URL has a variable \"version\" that is not declared"),
        Mistake(
            in: "openapi.yaml", [("- url: /api", "- url: ▸/api?v=1")],
            "a server's URL has no query and no fragment, is \"/api?v=1\""),
    ]

    static let parameters = [
        Mistake(
            in: "openapi.yaml",
            [("    parameters:\n      - $ref: '#/components/parameters/ThingID'\n    get:", "    ▸get:")],
            "GET /things/{thing_id} does not declare its path parameter \"thing_id\"",
            help: "add it to \"parameters\" of the path or of the operation"),
        Mistake(
            in: "openapi.yaml", [("in: path\n      required: true", "in: path\n      required: ▸false")],
            "the path parameter \"thing_id\" must say \"required: true\""),
        Mistake(
            in: "openapi.yaml",
            [
                (
                    "        - name: verbose\n          in: query\n          style: form",
                    "        - ▸name: verbose\n          in: path\n          required: true"
                )
            ],
            "the path of GET /things/{thing_id} has no \"{verbose}\""),
        Mistake(
            in: "openapi.yaml", [("style: form", "style: ▸simple")],
            "\"style\" of a query parameter must be one of form, spaceDelimited, pipeDelimited, deepObject; is \"simple\""
        ),
        Mistake(
            in: "openapi.yaml",
            [
                (
                    "        - name: verbose\n          in: query\n          style: form\n          schema: {type: boolean, default: false}",
                    "        - ▸name: verbose\n          in: query"
                )
            ],
            "the query parameter \"verbose\" needs a \"schema\""),
        Mistake(
            in: "openapi.yaml",
            [
                (
                    "        - name: verbose\n",
                    "        - {name: verbose, in: query, schema: {}}\n        - ▸name: verbose\n"
                )
            ],
            "the query parameter \"verbose\" is already declared"),
        Mistake(
            in: "openapi.yaml",
            [
                (
                    "        - name: verbose\n",
                    "        - ▸{name: Accept, in: header, schema: {}}\n        - name: verbose\n"
                )
            ],
            "the header parameter \"Accept\" is ignored",
            help: "OpenAPI describes it by content types and security", severity: .warning),
    ]

    static let bodies = [
        Mistake(
            in: "openapi.yaml",
            [
                (
                    "application/json:\n            schema: {$ref: '#/components/schemas/Thing'}\n            example",
                    "▸json:\n            schema: {$ref: '#/components/schemas/Thing'}\n            example"
                )
            ],
            "\"json\" is not a media type",
            help: "such as \"application/json\""),
        Mistake(
            in: "openapi.yaml",
            [
                ("      security: []\n", "      security: []\n      requestBody: ▸{content: {text/plain: {}}}\n"),
                ("NOT_FOUND, NOT_ACCEPTABLE", "PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE"),
            ],
            "GET has no body",
            help: "declare query parameters, or use POST"),
        Mistake(
            in: "openapi.yaml", [("'200':", "▸'2000':")],
            "\"2000\" is not a status",
            help: "a response stands under a status such as \"200\", a range such as \"4XX\", or \"default\""),
        Mistake(
            in: "openapi.yaml", [("    get:", "    ▸get:"), ("'200':", "'400':")],
            "GET /things/{thing_id} declares no response for success"),
    ]

    static let ids = [
        Mistake(
            in: "openapi.yaml", [("operationId: getThing", "operationId: ▸createThing")],
            "the operationId \"createThing\" is already that of POST /things",
            help: "give each operation its own"),
        Mistake(
            in: "openapi.yaml", [("    get:\n      operationId: getThing\n", "    ▸get:\n")],
            "GET /things/{thing_id} needs an \"operationId\", which names its handler"),
    ]
}
