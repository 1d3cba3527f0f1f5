import APISpec
import JSON
import JSONSchema
import Testing

/// What the contract of a document of somebody else's holds.
@Suite struct SomebodysContractTests {
    private func operation(_ document: SomebodysDocument, _ id: String = "getPet") throws -> Operation {
        try #require(document.reading.contract.operations.first { $0.id == id })
    }

    @Test func aSecondOperationOfOneNameIsCalledByMethodAndPath() {
        let document = SomebodysDocument.new.replacing("operationId: changePet", with: "operationId: getPet")
        #expect(document.reading.contract.operations.map(\.id) == ["getPet", "POST /pets/{id}"])
    }

    @Test func aNameInThePathThatNobodyDeclaresIsAnyText() throws {
        let document = SomebodysDocument.new.replacing("/pets/{id}:", with: "/pets/{id}/{part}.json:")
        let part = try #require(try operation(document).parameters.first { $0.name == "part" })
        #expect(part.place == .path)
        #expect(part.required)
        #expect(part.schema.accepts(Document("toe").root))
    }

    @Test func parametersThatThePathHasNoPlaceForAreLeftOut() throws {
        let document = SomebodysDocument.new.replacing("/pets/{id}:", with: "/pets:")
        #expect(try operation(document).parameters.isEmpty)
    }

    @Test func theNearestServersCount() throws {
        let document = SomebodysDocument.new.replacing(
            "paths:", with: "servers: [{url: 'https://a.example/v1/'}]\npaths:")
        #expect(try operation(document).path.text == "/v1/pets/{id}")
        let item = document.replacing("    parameters:", with: "    servers: [{url: /v2}]\n    parameters:")
        #expect(try operation(item).path.text == "/v2/pets/{id}")
        let own = item.replacing(
            "operationId: getPet",
            with: "operationId: getPet\n      servers: [{url: 'https://{h}/v3', variables: {h: {default: x}}}]")
        #expect(try operation(own).path.text == "/v3/pets/{id}")
        #expect(try operation(own, "changePet").path.text == "/v2/pets/{id}")
        #expect(own.headlines == [])
    }

    @Test func examplesAndHeadersAreKept() throws {
        let document = SomebodysDocument.new.replacing(
            "          description: The pet.",
            with: """
                          description: The pet.
                          headers:
                            ETag: {required: true, schema: {type: string}, example: '"a"'}
                            Content-Type: {schema: {type: string}}
                            X-Tags:
                              explode: true
                              schema: {type: array, items: {type: string}}
                              examples: {two: {value: [a, b]}, none: {$ref: '#/components/examples/None'}}
                """
        ).replacing("    Pet:\n", with: "    Pet:\n").replacing(
            "components:\n", with: "components:\n  examples: {None: {value: []}, Far: {externalValue: far.json}}\n"
        ).replacing(
            "          example: {name: Rex}",
            with: "          examples: {rex: {value: {name: Rex}}, far: {$ref: '#/components/examples/Far'}}")
        let response = try #require(try operation(document).response(for: 200))
        #expect(response.headers.map(\.name) == ["ETag", "X-Tags"])
        #expect(response.requiredHeaders == ["ETag"])
        #expect(response.headers[0].examples.map { $0.value.string } == ["\"a\""])
        #expect(response.headers[1].explode)
        #expect(response.headers[1].examples.map(\.name) == ["two", "none"])
        #expect(response.headers[1].examples.map { $0.value.count } == [2, 0])
        #expect(response.headers[1].schema?.accepts(Document(["a"]).root) == true)
        #expect(response.content.first?.examples.map(\.name) == ["rex"])
        #expect(response.content.first?.examples.first?.value["name"]?.string == "Rex")
        #expect(document.headlines == [])
    }

    @Test func oldSchemasMeanWhatTheyMeantThen() throws {
        let document = SomebodysDocument.old.replacing(
            "        name: {type: string}",
            with: """
                        name: {type: string, nullable: true}
                        age: {type: integer, minimum: 0, exclusiveMinimum: true}
                        id: {type: string, readOnly: true}
                        secret: {type: string, writeOnly: true}
                """
        ).replacing("required: [name]", with: "required: [name, id, secret]")
            .replacing("example: {name: Rex}", with: "example: {name: Rex, id: a}")
        #expect(document.headlines == [])
        let sent = try #require(try operation(document, "changePet").body?.content.first?.schema)
        let answered = try #require(try operation(document).response(for: 200)?.content.first?.schema)
        #expect(sent.accepts(Document(["name": nil, "secret": "s"]).root, direction: .request))
        #expect(!sent.accepts(Document(["name": "a", "secret": "s", "id": "1"]).root, direction: .request))
        #expect(!sent.accepts(Document(["name": "a"]).root, direction: .request))
        #expect(answered.accepts(Document(["name": "a", "id": "1"]).root, direction: .response))
        #expect(!answered.accepts(Document(["name": "a", "id": "1", "secret": "s"]).root, direction: .response))
        #expect(!sent.accepts(Document(["name": "a", "secret": "s", "age": 0]).root, direction: .request))
        #expect(sent.accepts(Document(["name": "a", "secret": "s", "age": 1]).root, direction: .request))
    }

    @Test func aDiscriminatorOfAnOldDocumentPicksTheBranch() throws {
        let document = SomebodysDocument.old.replacing(
            """
                Pet:
                  type: object
                  required: [name]
                  properties:
                    name: {type: string}
            """,
            with: """
                    Pet:
                      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
                      discriminator: {propertyName: kind, mapping: {feline: '#/components/schemas/Cat', canine: Dog}}
                    Cat:
                      type: object
                      required: [kind, lives]
                      properties: {kind: {type: string}, lives: {type: integer}}
                    Dog:
                      type: object
                      required: [kind, bark]
                      properties: {kind: {type: string}, bark: {type: string}}
                """
        ).replacing("          example: {name: Rex}", with: "          example: {kind: canine, bark: woof}")
        #expect(document.headlines == [])
        let schema = try #require(try operation(document, "changePet").body?.content.first?.schema)
        let faults = schema.violations(of: Document(["kind": "canine", "bark": 7]).root)
        #expect(faults.map(\.instance.description) == ["/bark"])
    }

    @Test func callbacksAndWebhooksAreChecked() {
        let document = SomebodysDocument.new.replacing(
            "      operationId: changePet",
            with: """
                      operationId: changePet
                      callbacks:
                        changed:
                          '{$request.body#/url}':
                            post:
                              requestBody:
                                content:
                                  application/json: {schema: {$ref: '#/components/schemas/Pte'}}
                """
        ).replacing(
            "components:\n", with: "webhooks:\n  born: {post: {requestBody: {contnt: {}}}}\ncomponents:\n")
        #expect(
            document.reading.diagnostics.map { "\($0.severity) \($0.message)" } == [
                "error there is nothing at \"#/components/schemas/Pte\"",
                "warning a request body needs the key \"content\"",
                "warning a request body has no key \"contnt\"",
            ])
        #expect(document.reading.contract.operations.count == 2)
    }

    @Test func oneMistakeAtManyPlacesIsToldOnce() throws {
        let names = (1...6).map { "        a\($0): {type: string, format: petname}\n" }.joined()
        let document = SomebodysDocument.new.replacing("        name: {type: string}", with: names)
        let found = document.reading.diagnostics
        #expect(found.map(\.headline) == ["api.yaml:34:36: warning: format \"petname\" is not known and not checked"])
        #expect(found.first?.otherLocations.map(\.line) == [35, 36, 37, 38, 39])
        #expect(found.first?.otherPlaces == "35:36, 36:36, 37:36, 38:36 and 1 more")
    }
}
