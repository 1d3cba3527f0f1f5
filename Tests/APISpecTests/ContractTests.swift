import APISpec
import JSON
import JSONSchema
import Testing

/// The compiled form of the fixture: what a router needs, and how it is spelt out.
@Suite struct ContractTests {
    private func operation(_ id: String) throws -> APISpec.Operation {
        try #require(try Contract.load(Fixture.files()).contract.operation(id))
    }

    @Test func theFixtureIsSound() { #expect(Fixture.files().diagnostics.map(\.text) == []) }

    @Test func mergesParametersOfPathAndOperation() throws {
        let parameters = try operation("getThing").parameters
        let lines = parameters.map { "\($0.name) \($0.place) \($0.required) \($0.style) \($0.explode)" }
        #expect(lines == ["thing_id path true simple false", "verbose query false form true"])
        #expect(parameters.last?.schema.acceptedKinds == [.boolean])
        #expect(parameters.last?.schema.defaultValue?.bool == false)
        #expect(parameters.first?.location == JSON.SourceLocation(file: "spec/openapi.yaml", line: 67, column: 7))
    }

    @Test func anOperationOverridesAParameterOfItsPath() throws {
        let files = Fixture.files().replacing(
            "        - name: verbose\n          in: query\n          style: form\n",
            with: "        - {name: thing_id, in: path, required: true, style: label, schema: {type: integer}}\n"
                + "        - name: verbose\n          in: query\n",
            in: "spec/openapi.yaml")
        let parameters = try #require(try Contract.load(files).contract.operation("getThing")).parameters
        #expect(parameters.map { "\($0.name) \($0.style)" } == ["thing_id label", "verbose form"])
    }

    @Test func findsTheResponseOfAStatus() throws {
        let files = Fixture.files().replacing(
            "        default: {$ref: '#/components/responses/Error'}",
            with: "        default: {$ref: '#/components/responses/Error'}\n        4XX: {description: Wrong.}",
            in: "spec/openapi.yaml")
        let create = try #require(try Contract.load(files).contract.operation("createThing"))
        #expect(create.response(for: 201)?.description == "The thing.")
        #expect(create.response(for: 201)?.headers.map(\.name) == ["Location"])
        #expect(create.response(for: 201)?.requiredHeaders == ["Location"])
        #expect(create.response(for: 404)?.description == "Wrong.")
        #expect(create.response(for: 500)?.description == "Refused.")
        #expect(try operation("getThing").response(for: 500) == nil)
    }

    @Test func readsSecurity() throws {
        #expect(try operation("createThing").security == .bearer(roles: ["operator", "admin"]))
        #expect(try operation("getThing").security == .open)
    }

    @Test func takesSecurityOfTheDocumentWhereTheOperationHasNone() throws {
        let files = Fixture.files()
            .replacing(
                "      security: []\n      x-error-codes: [",
                with: "      x-error-codes: [AUTHENTICATION_REQUIRED, PERMISSION_DENIED, ", in: "spec/openapi.yaml"
            )
            .replacing("\ntags:\n", with: "\nsecurity:\n  - bearer: [admin]\ntags:\n", in: "spec/openapi.yaml")
        #expect(try Contract.load(files).contract.operation("getThing")?.security == .bearer(roles: ["admin"]))
    }

    @Test func readsEverythingElseOfAnOperation() throws {
        let create = try operation("createThing")
        #expect(create.method == "POST")
        #expect(create.path.text == "/api/things")
        #expect(create.tag == "Things")
        #expect(create.slo == ServiceLevel(p95Milliseconds: 200))
        #expect(create.deadlineMilliseconds == 5000)
        #expect(create.rateLimit?.burst == 20)
        #expect(create.errorCodes.first == "VALIDATION_ERROR")
        #expect(create.errorCodes.count == 9)
        #expect(create.location == JSON.SourceLocation(file: "spec/openapi.yaml", line: 10, column: 20))
    }

    @Test func readsMessagesAcrossFiles() throws {
        let events = try #require(try Contract.load(Fixture.files()).contract.events)
        let made = try #require(events.events["made"]?.payload)
        let message = try Document.json(Array(#"{"event": "made", "thing": {"name": "x", "count": 11}}"#.utf8)).root
        let violation = try #require(made.violations(of: message).first)
        #expect(violation.instance.description == "/thing/count")
        #expect(violation.schema?.file == "spec/openapi.yaml")
        #expect(events.commands.keys.sorted() == ["ping"])
    }
}
