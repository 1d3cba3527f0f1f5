import APISpec
import JSON
import JSONSchema
import Testing

/// A document of somebody else's may be spread over the files of its folder, and no further.
@Suite struct SpreadDocumentTests {
    private static let split = SomebodysDocument(
        """
        openapi: 3.0.3
        info: {title: Split, version: '1'}
        paths:
          /pets: {$ref: 'paths/pets.yaml'}
        """, name: "apis/pets/root.yaml",
        others: [
            "apis/pets/paths/pets.yaml": """
            get:
              operationId: listPets
              parameters: [{$ref: '../shared/parameters.yaml#/Limit'}]
              responses:
                '200':
                  description: Pets.
                  content:
                    application/json:
                      schema: {$ref: '../shared/My%20Pet.json'}
            """,
            "apis/pets/shared/parameters.yaml": "Limit: {name: limit, in: query, schema: {type: integer}}",
            "apis/pets/shared/My Pet.json": """
            {"type": "object", "properties": {"friend": {"$ref": "#"}, "tag": {"type": "string", "nullable": true}}}
            """,
        ])

    @Test func everyFileThatAReferenceLeadsToIsRead() throws {
        let reading = Self.split.reading
        #expect(reading.diagnostics.map(\.headline) == [])
        #expect(reading.documents.documents.count == 4)
        let operation = try #require(reading.contract.operations.first)
        #expect(operation.parameters.map(\.name) == ["limit"])
        let schema = try #require(operation.responses.first?.content.first?.schema)
        #expect(schema.accepts(Document(["friend": ["tag": nil]]).root))
        #expect(!schema.accepts(Document(["friend": ["tag": 7]]).root))
    }

    @Test func aMistakeIsToldInItsOwnFile() {
        let document = Self.split.with(
            "apis/pets/shared/parameters.yaml", "Limit: {name: limit, in: query, shema: {}, schema: {}}")
        #expect(
            document.headlines == [
                "apis/pets/shared/parameters.yaml:1:33: warning: a parameter has no key \"shema\" "
                    + "(did you mean \"schema\"?)"
            ])
    }

    @Test func noFileIsAskedForTwiceAndNoneOutsideOfTheFolder() {
        var asked: [String] = []
        let text = """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            components:
              schemas:
                A: {$ref: 'a.yaml'}
                B: {$ref: 'a.yaml#/x'}
                C: {$ref: '../secret.yaml'}
                D: {$ref: '/etc/passwd'}
                E: {$ref: 'https://example.com/schema.yaml'}
                F: {$ref: 'sub/../../secret.yaml'}
                G: {$ref: 'sub/../b.yaml'}
            """
        _ = SpecFiles(document: "dir/root.yaml", content: Array(text.utf8)) { file in
            asked.append(file)
            return nil
        }
        #expect(asked == ["dir/a.yaml", "dir/b.yaml"])
    }

    /// The schemas of a document, each a line of its own from line 5 on.
    private func document(schemas: [String]) -> SomebodysDocument {
        SomebodysDocument(
            """
            openapi: 3.1.0
            info: {title: T, version: '1'}
            components:
              schemas:

            """ + schemas.map { "    \($0)\n" }.joined(), name: "dir/root.yaml")
    }

    @Test func aReferenceThatLeadsNowhereSaysWhy() {
        let document = document(schemas: [
            "A: {$ref: 'gone.yaml'}", "B: {$ref: '../secret.yaml'}", "C: {$ref: '/etc/passwd'}",
            "D: {$ref: '#/components/schemas/Sogn'}", "Song: {type: object}",
        ])
        #expect(
            document.headlines == [
                "dir/root.yaml:5:15: error: there is no file \"dir/gone.yaml\"",
                "dir/root.yaml:6:15: error: \"../secret.yaml\" leads out of the folder of the document "
                    + "(copy the file into that folder, and refer to the copy)",
                "dir/root.yaml:7:15: error: \"/etc/passwd\" leads out of the folder of the document "
                    + "(copy the file into that folder, and refer to the copy)",
                "dir/root.yaml:8:15: error: there is nothing at \"#/components/schemas/Sogn\" "
                    + "(did you mean \"#/components/schemas/Song\"?)",
            ])
    }

    @Test func nothingIsFetched() {
        let document = SomebodysDocument.new.replacing(
            "'204': {description: Done.}", with: "'204': {$ref: 'http://example.com/responses.yaml#/Done'}")
        #expect(
            document.headlines == [
                "api.yaml:27:23: error: \"http://example.com/responses.yaml#/Done\" is not in the folder of the document, "
                    + "and nothing is fetched (copy it there, and refer to the copy by its path)"
            ])
    }

    @Test func whatFollowsFromABrokenReferenceIsNotToldAgain() {
        let document = SomebodysDocument(
            """
            openapi: 3.0.0
            info: {title: T, version: '1'}
            paths: {}
            x-policies:
              all: {$ref: 'policies.yaml'}
              some: {$ref: '#/x-policies/all/Some'}
            """)
        #expect(document.headlines == ["api.yaml:5:15: error: there is no file \"policies.yaml\""])
    }

    @Test func aReferenceInAnExampleIsNone() {
        let document = SomebodysDocument.new.replacing(
            "example: {name: Rex}", with: "example: {name: Rex, $ref: '#/nowhere'}")
        #expect(document.headlines == [])
    }

    @Test func operationsThatNoErrorTouchesStillCompile() {
        let reading = SomebodysDocument.new.replacing(
            "'204': {description: Done.}", with: "'204': {$ref: '#/components/responses/Done'}"
        ).reading
        #expect(reading.declaredOperations == 2)
        #expect(reading.contract.operations.map(\.id) == ["getPet"])
        #expect(reading.diagnostics.map(\.code) == ["reference-not-found"])
    }

    @Test func referencesInACircleAreAnError() {
        let document = SomebodysDocument.new.replacing(
            "'204': {description: Done.}", with: "'204': {$ref: '#/components/responses/A'}"
        ).replacing(
            "components:\n",
            with: """
                components:
                  responses:
                    A: {$ref: '#/components/responses/B'}
                    B: {$ref: '#/components/responses/A'}

                """)
        #expect(
            document.reading.diagnostics.map(\.code) == ["reference-circle", "reference-circle"])
    }

    @Test func aKeyThatOccursTwiceIsAnErrorUnlessItIsForPeople() {
        let prose = SomebodysDocument.new.replacing(
            "          description: The pet.", with: "          description: The pet.\n          description: A pet.")
        #expect(
            prose.headlines == [
                "api.yaml:15:11: warning: the key \"description\" occurs twice in this mapping "
                    + "(it is first given on line 14: remove or rename one of them)"
            ])
        #expect(prose.reading.contract.operations.count == 2)
        let other = SomebodysDocument.new.replacing(
            "    name: {type: string}", with: "    name: {type: string}\n        name: {type: integer}")
        #expect(other.reading.diagnostics.map(\.severity) == [.error])
    }
}
