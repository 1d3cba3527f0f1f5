import APISpec
import JSON
import Testing

/// Operations and handlers must match, both ways.
@Suite struct HandlerTests {
    @Test func saysNothingWhenAllMatch() throws {
        let contract = try Contract.load(Fixture.files()).contract
        #expect(contract.missingHandlers(["createThing", "getThing"]).isEmpty)
    }

    @Test func namesOperationAndHandlerThatDoNotMeet() throws {
        let contract = try Contract.load(Fixture.files()).contract
        let found = contract.missingHandlers(["createThin", "getThing", "somethingElse"])
        #expect(
            found.map(\.text) == [
                """
                spec/openapi.yaml:10:20: error: no handler serves the operation "createThing" [operation-without-handler]
                   10 |       operationId: createThing
                      |                    ^
                   help: did you mean "createThin"?
                """,
                """
                error: the handler "createThin" has no operation in the specification [handler-without-operation]
                   help: did you mean "createThing"?
                """,
                """
                error: the handler "somethingElse" has no operation in the specification [handler-without-operation]
                   help: declare it, or remove the handler
                """,
            ])
    }
}
