import JSON
import Testing

/// Keys and values that openapi.yaml cannot have: one diagnostic each, at the right character, in the right words.
@Suite struct OpenAPIKeyTests {
    @Test(arguments: keys + values + references) func isNamedAtItsPlace(mistake: Mistake) {
        let (found, expected) = mistake.outcome()
        #expect(found == expected)
    }

    static let keys = [
        Mistake(
            in: "openapi.yaml", [("      tags: [Things]", "      ▸sumary: Make it")],
            "an operation has no key \"sumary\"",
            help: "did you mean \"summary\"?"),
        Mistake(
            in: "openapi.yaml", [("      tags: [Things]", "      ▸colour: red")],
            "an operation has no key \"colour\"",
            help:
                "its keys are callbacks, deprecated, description, externalDocs, operationId, parameters, requestBody, responses, security, servers, summary, tags, x-deadline-ms, x-echo, x-error-codes, x-idempotency, x-invariants, x-pagination, x-ratelimit-category, x-slo, x-volatile"
        ),
        Mistake(
            in: "openapi.yaml", [("      tags: [Things]", "      ▸x-eror-codes: []")],
            "unknown extension key \"x-eror-codes\"",
            help: "did you mean \"x-error-codes\"?"),
        Mistake(
            in: "openapi.yaml", [("    post:\n", "    ▸x-slo: {p95_ms: 1}\n    post:\n")],
            "\"x-slo\" does nothing in a path item",
            help: "it belongs in an operation"),
        Mistake(
            in: "openapi.yaml", [("{p95_ms: 200}", "{p95_ms: 200, ▸p99_ms: 300}")],
            "x-slo has no key \"p99_ms\"",
            help: "did you mean \"p95_ms\"?"),
        Mistake(
            in: "openapi.yaml", [("      tags: [Things]", "      ▸servers: []")],
            "\"servers\" is not supported here",
            help: "list the server at the top of the document"),
        Mistake(
            in: "openapi.yaml", [("{title: Small, version: 1.0.0}", "▸{title: Small}")],
            "an info object needs the key \"version\""),
        Mistake(
            in: "openapi.yaml", [("          description: The thing.\n          content:", "          ▸content:")],
            "a response needs the key \"description\""),
    ]

    static let values = [
        Mistake(
            in: "openapi.yaml", [("openapi: 3.1.1", "openapi: ▸3.0.3")],
            "this is OpenAPI 3.0.3; only OpenAPI 3.1 is read here",
            help: "convert the document to OpenAPI 3.1.0"),
        Mistake(
            in: "openapi.yaml", [("version: 1.0.0}", "version: ▸1.0}")],
            "\"version\" must be a string, is a number",
            help: "put it in quotes"),
        Mistake(
            in: "openapi.yaml", [("{p95_ms: 200}", "{p95_ms: ▸0}")],
            "\"p95_ms\" must be at least 1, is 0"),
        Mistake(
            in: "openapi.yaml", [("x-deadline-ms: 5000", "x-deadline-ms: ▸soon")],
            "\"x-deadline-ms\" must be a whole number, is a string"),
        Mistake(
            in: "openapi.yaml", [("  - name: Things", "  - ▸Things")],
            "a tag must be an object, is a string"),
        Mistake(
            in: "openapi.yaml", [("tags: [Things]", "tags: ▸Things")],
            "\"tags\" must be a list, is a string"),
        Mistake(
            in: "openapi.yaml",
            [("        required: true\n        content:", "        required: ▸'yes'\n        content:")],
            "\"required\" must be true or false, is a string"),
        Mistake(
            in: "openapi.yaml", [("type: http, scheme", "type: ▸htpp, scheme")],
            "\"type\" must be one of apiKey, http, mutualTLS, oauth2, openIdConnect; is \"htpp\"",
            help: "did you mean \"http\"?"),
        Mistake(
            in: "openapi.yaml", [("tags: [Things]", "tags: [▸Thing]")],
            "there is no tag \"Thing\"",
            help: "did you mean \"Things\"?", severity: .warning),
    ]

    static let references = [
        Mistake(
            in: "openapi.yaml", [("'#/components/parameters/ThingID'", "▸'#/components/parameters/ThingId'")],
            "there is nothing at \"#/components/parameters/ThingId\"",
            help: "did you mean \"#/components/parameters/ThingID\"?"),
        Mistake(
            in: "openapi.yaml", [("'#/components/responses/Error'", "▸'opnapi.yaml#/components/responses/Error'")],
            "there is nothing at \"opnapi.yaml#/components/responses/Error\"",
            help: "did you mean \"openapi.yaml\"?"),
        Mistake(
            in: "openapi.yaml",
            [
                (
                    "    ThingID:\n      name: thing_id\n      in: path\n      required: true\n      schema: {type: string}",
                    "    ThingID: {$ref: ▸'#/components/parameters/ThingID'}"
                )
            ],
            "\"#/components/parameters/ThingID\" leads nowhere but to other references"),
    ]
}
