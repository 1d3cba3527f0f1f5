import Testing

/// Mistakes in the keys that say what a resource, a list and a repetition keep to.
@Suite struct PromiseKeyTests {
    private static let path = "  /things/{thing_id}:\n"
    private static let get = "      operationId: getThing\n"
    private static let create = "      operationId: createThing\n"

    @Test(arguments: lifecycles + lists + requests) func isNamedAtItsPlace(mistake: Mistake) {
        let (found, expected) = mistake.outcome()
        #expect(found == expected)
    }

    private static func lifecycle(_ initial: String, _ operations: String) -> [(String, String)] {
        [
            (
                path,
                path + "    x-lifecycle: {state: /name, initial: \(initial), moves: {}, operations: {\(operations)}}\n"
            )
        ]
    }

    static let lifecycles = [
        Mistake(
            in: "openapi.yaml", lifecycle("new", "▸getThng: {from: [new], to: old}"),
            "no operation at or below /things/{thing_id} is called \"getThng\"", help: "did you mean \"getThing\"?"),
        Mistake(
            in: "openapi.yaml", lifecycle("new", "▸getThing: {from: [new], to: old}"),
            "getThing has no code of status 409 to refuse a state with", help: "list one in its x-error-codes"),
        Mistake(
            in: "openapi.yaml",
            [(path, path + "    x-lifecycle: {state: ▸name, initial: a, moves: {}, operations: {}}\n")],
            "\"state\" is a pointer such as /status"),
    ]

    static let lists = [
        Mistake(
            in: "openapi.yaml",
            [
                (
                    get,
                    get + "      x-pagination: {items: /items, limit: ▸verbos, cursor: verbose, next: /next, id: /id}\n"
                )
            ],
            "GET /things/{thing_id} has no query parameter \"verbos\"", help: "did you mean \"verbose\"?"),
        Mistake(
            in: "openapi.yaml",
            [
                (
                    get,
                    get + "      x-pagination: {items: ▸items, limit: verbose, cursor: verbose, next: /next, id: /id}\n"
                )
            ],
            "\"items\" is no JSON Pointer; write it as in /items"),
        Mistake(
            in: "openapi.yaml", [(get, get + "      x-invariants: [▸/a = 1]\n")],
            "\"/a = 1\" is no invariant: it needs exactly one of ==, !=, <=, <, >=, >, or is monotonic(/pointer)",
            help: "such as \"/total == count(/items)\" or \"monotonic(/total)\""),
    ]

    static let requests = [
        Mistake(
            in: "openapi.yaml", [(create, create + "      x-echo: [▸nam]\n")],
            "the body of POST /things has no member \"nam\"", help: "did you mean \"name\"?"),
        Mistake(
            in: "openapi.yaml", [(get, get + "      x-volatile: [▸nam]\n")],
            "the answer of GET /things/{thing_id} has no member \"nam\"", help: "did you mean \"name\"?"),
        Mistake(
            in: "openapi.yaml",
            [(create, create + "      x-idempotency: {header: ▸Idempotency-Key, conflict: VALIDATION_ERROR}\n")],
            "POST /things has no header parameter \"Idempotency-Key\"", help: "declare it among the parameters"),
    ]
}
