import Testing

/// Mistakes in errors.yaml: one diagnostic each, at the right character, in the right words.
@Suite struct CatalogueTests {
    @Test(arguments: mistakes) func isNamedAtItsPlace(mistake: Mistake) {
        let (found, expected) = mistake.outcome()
        #expect(found == expected)
    }

    static let mistakes = [
        Mistake(
            in: "errors.yaml", [("{status: 404,", "{status: 404, ▸stauts: 404,")],
            "an error code has no key \"stauts\"",
            help: "did you mean \"status\"?"),
        Mistake(
            in: "errors.yaml", [("status: 404", "status: ▸200")],
            "\"status\" must be at least 400, is 200"),
        Mistake(
            in: "errors.yaml", [("detail: Late, retryable: true", "detail: Late, retryable: ▸sometimes")],
            "\"retryable\" must be true or false, is a string"),
        Mistake(
            in: "errors.yaml", [("{status: 504, detail: Late,", "▸{status: 504,")],
            "an error code needs the key \"detail\""),
        Mistake(
            in: "errors.yaml", [("\"There is no {path}\"", "▸\"There is no {path\"")],
            "a brace in \"detail\" has no partner, or holds no name",
            help: "an argument is written as in \"Task {task_id} does not exist\""),
        Mistake(
            in: "errors.yaml", [("detail: Late", "detail: ▸\"\"")],
            "\"detail\" must not be empty"),
        Mistake(
            in: "errors.yaml",
            [
                ("VALIDATION_ERROR", "▸VALIDATION_ERROR"),
                ("URI_TOO_LONG: {status: 414, detail: Too long, retryable: false, description: d}\n", ""),
            ],
            "errors.yaml needs the code URI_TOO_LONG: the server itself answers with it"),
        Mistake(
            in: "errors.yaml",
            [
                (
                    "NOT_ACCEPTABLE:",
                    "▸teapot: {status: 418, detail: t, retryable: false, description: d}\nNOT_ACCEPTABLE:"
                )
            ],
            "an error code is written in capitals, digits and underscores, is \"teapot\"",
            help: "write \"TEAPOT\""),
        Mistake(
            in: "errors.yaml", [("There is no {path}", "There is no {pth}"), ("detail: \"There", "detail: ▸\"There")],
            "NOT_FOUND has no argument \"pth\"",
            help: "did you mean \"path\"?"),
    ]
}
