import APISpec
import JSON
import Testing

/// What real documents get wrong: a warning where the meaning is clear, an error where it is not.
@Suite struct DocumentMistakeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let original: String
        /// ▸ stands where the diagnostic must point; it is taken out.
        let replacement: String
        /// Severity, message and help.
        let headline: String

        init(_ original: String, _ replacement: String, _ headline: String) {
            self.original = original
            self.replacement = replacement
            self.headline = headline
        }

        var testDescription: String { headline }
    }

    @Test(arguments: clear + unclear) func isNamedAtItsPlace(one: Case) {
        let marked = SomebodysDocument.new.replacing(one.original, with: one.replacement)
        let place = SpecFiles(root: "api.yaml", files: ["api.yaml": Array(marked.text.utf8)])
            .place(of: "▸", in: "api.yaml")
        let planted = marked.replacing("▸", with: "")
        #expect(planted.headlines == ["\(place): \(one.headline)"])
    }

    @Test func aSoundDocumentHasNone() {
        #expect(SomebodysDocument.new.headlines == [])
        #expect(SomebodysDocument.old.headlines == [])
    }

    @Test(arguments: clear) func whatIsClearStopsNoOperation(one: Case) {
        let planted = SomebodysDocument.new.replacing(one.original, with: one.replacement).replacing("▸", with: "")
        let reading = planted.reading
        #expect(reading.contract.operations.count == reading.declaredOperations)
        #expect(reading.declaredOperations >= 2)
    }

    static let clear = [
        Case("info: {title: Pets,", "info: ▸{", "warning: an info object needs the key \"title\""),
        Case(
            "    get:", "    ▸gett: {}\n    get:",
            "warning: a path item has no key \"gett\" (did you mean \"get\"?)"),
        Case(
            "'204': {description: Done.}", "'204': ▸{}", "warning: a response needs the key \"description\""),
        Case(
            "operationId: changePet", "operationId: ▸getPet",
            "warning: the operationId \"getPet\" is already that of GET /pets/{id} (give each operation its own)"),
        Case(
            "/pets/{id}:", "▸/pets/{id}?beta=true:",
            "warning: a path has no query, is \"/pets/{id}?beta=true\" (declare a query parameter instead)"),
        Case(
            "/pets/{id}:", "▸/pets/{id}#one:",
            "warning: a path has no fragment, is \"/pets/{id}#one\": no request carries what stands behind \"#\" "
                + "(put operations on one path into one path item)"),
        Case(
            "        required: true\n        schema: {type: string}",
            "        required: ▸false\n        schema: {type: string}",
            "warning: the path parameter \"id\" must say \"required: true\""),
        Case(
            "    get:\n      operationId: getPet",
            "    get:\n      operationId: getPet\n      parameters: [▸{name: other, in: path, required: true, schema: {}}]",
            "warning: the path of GET /pets/{id} has no \"{other}\""),
        Case(
            "      operationId: getPet",
            "      operationId: getPet\n      parameters: [▸{name: Accept, in: header, schema: {type: string}}]",
            "warning: the header parameter \"Accept\" is ignored (OpenAPI describes it by content types and security)"),
        Case(
            "      operationId: getPet",
            "      operationId: getPet\n      requestBody: ▸{content: {application/json: {}}}",
            "warning: GET has no body (declare query parameters, or use POST)"),
        Case(
            "example: {name: Rex}", "example: {name: ▸7}",
            "warning: the example breaks its schema: must be a string, was 7 (the rule is \"type\" at api.yaml:34:16)"),
        Case(
            "name: {type: string}", "name: {type: string, format: ▸petname}",
            "warning: format \"petname\" is not known and not checked"),
        Case(
            "name: {type: string}", "name: {type: string, ▸maxLenght: 3}",
            "warning: unknown keyword \"maxLenght\" (did you mean \"maxLength\"?)"),
        Case(
            "paths:", "servers: [{url: ▸'https://{host}/v1'}]\npaths:",
            "warning: the server's URL has a variable \"host\" that is not declared"),
        Case(
            "paths:",
            "servers: [{url: 'https://{host}/v1', variables: {host: {default: ▸c, enum: [a, b]}}}]\npaths:",
            "warning: the default \"c\" of the server variable \"host\" is none of its values"),
        Case(
            "          description: The pet.",
            "          description: The pet.\n          links: {next: {operationId: ▸getPett}}",
            "warning: there is no operation \"getPett\" to link to (did you mean \"getPet\"?)"),
        Case(
            "    Pet:\n", "    ▸Big Cat: {type: object}\n    Pet:\n",
            "warning: \"Big Cat\" is not a name for a component (use letters, digits, \".\", \"_\" and \"-\")"),
        Case(
            "openapi: 3.1.1", "openapi: ▸3.1", "warning: the version is written \"3.1.0\" in full"),
        Case(
            "'204': {description: Done.}", "▸2xx: {description: Done.}",
            "warning: \"2xx\" is not a status (write \"2XX\")"),
        Case(
            "schema: {type: string}\n    get:",
            "schema: {type: string}\n      - {name: a, in: query, content: ▸{text/a: {}, text/b: {}}}\n    get:",
            "warning: the query parameter \"a\" has 2 media types; the first counts"),
        Case(
            "schema: {type: string}\n    get:", "schema: {type: string}\n      - ▸{name: limit, in: query}\n    get:",
            "warning: the query parameter \"limit\" needs a \"schema\""),
    ]

    static let unclear = [
        Case(
            "        in: path", "        in: ▸body",
            "error: \"in\" must be one of path, query, header, cookie; is \"body\""),
        Case(
            "'204': {description: Done.}", "▸'20X': {description: Done.}",
            "error: \"20X\" is not a status (a response stands under a status such as \"200\", a range such as "
                + "\"4XX\", or \"default\")"),
        Case("paths:", "security: [{▸key: []}]\npaths:", "error: there is no security scheme \"key\""),
        Case(
            "    responses:\n        '204': {description: Done.}", "    responses: ▸[]",
            "error: responses must be an object, is a list"),
        Case(
            "        required: true\n        schema: {type: string}",
            "        required: ▸'true'\n        schema: {type: string}",
            "error: \"required\" must be true or false, is a string"),
        Case(
            "application/json:\n              schema: {$ref: '#/components/schemas/Pet'}\n              example: {name: Rex}",
            "application/json: {▸$ref: '#/components/schemas/Pet'}",
            "error: a media type has no key \"$ref\" (its keys are encoding, example, examples, schema)"),
        Case(
            "      operationId: changePet",
            "      operationId: changePet\n      parameters:\n      - {name: a, in: query, schema: {}}\n"
                + "      - ▸{name: a, in: query, schema: {type: string}}",
            "error: the query parameter \"a\" is already declared"),
        Case(
            "schema: {type: string}\n    get:",
            "schema: {type: string}\n      - {name: a, in: query, style: ▸matrix, schema: {}}\n    get:",
            "error: \"style\" of a query parameter must be one of form, spaceDelimited, pipeDelimited, deepObject; is "
                + "\"matrix\""),
        Case(
            "/pets/{id}:", "▸pets/{id}:", "error: a path starts with a slash, is \"pets/{id}\" (write \"/pets/{id}\")"),
    ]

    @Test(arguments: unclear) func whatIsUnclearStopsTheOperationsItTouches(one: Case) {
        let planted = SomebodysDocument.new.replacing(one.original, with: one.replacement).replacing("▸", with: "")
        let reading = planted.reading
        #expect(reading.contract.operations.count < reading.declaredOperations)
        #expect(reading.declaredOperations == 2)
    }

    @Test func pathsThatDifferInNamesAloneAreOne() {
        let second = """
              /pets/{name}:
                get:
                  parameters: [{name: name, in: path, required: true, schema: {type: string}}]
                  responses: {'200': {description: Ok.}}
            components:

            """
        let document = SomebodysDocument.new.replacing("components:\n", with: second)
        #expect(
            document.headlines == [
                "api.yaml:29:5: warning: GET /pets/{name} matches the same requests as GET /pets/{id} "
                    + "(give it a path of its own, or make one operation of both)"
            ])
        let apart = document.replacing(
            "in: path, required: true, schema: {type: string}", with: "in: path, required: true, schema: {enum: [a, b]}"
        ).replacing("        schema: {type: string}\n    get:", with: "        schema: {enum: [c]}\n    get:")
        #expect(apart.headlines == [])
    }

    @Test func whatOurFolderMustHaveIsNotAskedOfOthers() throws {
        let files = SpecFiles(root: "spec", files: ["spec/openapi.yaml": Array(SomebodysDocument.old.text.utf8)])
        #expect(files.diagnostics.contains { $0.code == "unsupported-version" && $0.severity == .error })
    }
}
