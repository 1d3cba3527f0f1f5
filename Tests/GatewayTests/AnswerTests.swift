import APISpec
import JSON
import Testing

@testable import Gateway

@Suite struct AnswerTests {
    /// The reply when a handler answers so, and what the operator hears.
    func reply(
        _ id: String, _ method: String, _ path: String, handler: @escaping Handler
    ) async throws -> (Reply, [GatewayEvent]) {
        let rig = try await Rig(handlers: [id: handler])
        let reply = await rig.send(method, path)
        return (reply, rig.events.all)
    }

    /// Answers to `getThing`, and what the log says about them; "@" stands for the line of the specification.
    static let broken: [(answer: Answer, detail: String)] = [
        // A status without a response of its own falls to the default one, whose schema then speaks.
        (Answer(202, ["id": "a"]), "body: required: is missing required member \"detail\" @"),
        (Answer(200, ["id": "a"]), "body: required: is missing required member \"name\" @"),
        (Answer(200, ["id": "a", "name": 1]), "body/name: type: must be a string, was 1 @"),
        (
            Answer(200, ["id": "a", "name": "a", "extra": 1]),
            "body/extra: additionalProperties: unknown member \"extra\" @"
        ),
        (
            Answer(200, ["id": "a", "name": "a", "secret": "s"]),
            "body/secret: writeOnly: is write-only: it must not be in an answer @"
        ),
        (Answer(200, nil), "status 200 is declared with content, and there is none"),
        (Answer(204, nil), "status 204 is declared with content, and there is none"),
        (
            Answer(200, ["id": "a", "name": "a"], headers: [("Content-Type", "text/html")]),
            "the media type text/html is not declared for status 200"
        ),
    ]

    @Test(arguments: broken.indices) func withholdsWhatBreaksTheContract(index: Int) async throws {
        let (answer, detail) = Self.broken[index]
        let (reply, events) = try await reply("getThing", "GET", "/v1/things/a") { _ in .answer(answer) }
        #expect(reply.status == 500)
        #expect(reply.code == "INTERNAL_ERROR")
        #expect(reply.detail == "The server failed; quote req-1")
        let place = #/\(spec\/openapi\.yaml:\d+:\d+\)/#
        let told = events.map { event in
            var event = event
            event.detail.replace(place, with: "@")
            return event
        }
        #expect(told == [GatewayEvent(.contractBreach, operation: "getThing", requestID: "req-1", detail: detail)])
    }

    @Test func namesTheLineOfTheSpecificationInTheLogOnly() async throws {
        let (reply, events) = try await reply("getThing", "GET", "/v1/things/a") { _ in
            .answer(Answer(200, ["id": 1, "name": "a"]))
        }
        #expect(events[0].detail.contains("(spec/openapi.yaml:"))
        #expect(!String(decoding: reply.body, as: UTF8.self).contains("spec"))
    }

    @Test func withholdsContentWhereNoneIsDeclared() async throws {
        let (reply, events) = try await reply("deleteThing", "DELETE", "/v1/things/a") { _ in
            .answer(Answer(204, ["gone": true]))
        }
        #expect(reply.status == 500)
        #expect(events.map(\.detail) == ["status 204 is declared without content, and there is some"])
    }

    @Test func withholdsAnAnswerWithoutARequiredHeader() async throws {
        let rig = try await Rig(handlers: ["createThing": { _ in .answer(Answer(201, ["id": "a", "name": "a"])) }])
        #expect(try await rig.post("/v1/things", #"{"name":"a"}"#).status == 500)
        #expect(rig.events.all.map(\.detail) == ["the header Location is declared as required, and is missing"])
    }

    @Test func withholdsAStatusThatIsNotDeclared() async throws {
        let files = ThingsContract.edited(
            (
                "openapi.yaml", "'204': {description: Gone.}\n        default: {$ref: '#/components/responses/Error'}",
                "'204': {description: Gone.}"
            ))
        let rig = try await Rig(files, handlers: ["deleteThing": { _ in .answer(Answer(200)) }])
        #expect(await rig.send("DELETE", "/v1/things/a").status == 500)
        #expect(rig.events.all.map(\.detail) == ["status 200 is not declared"])
    }

    @Test func checksAnswersThatComeLater() async throws {
        let (reply, events) = try await reply("getThing", "GET", "/v1/things/a") { _ in .later { Answer(200, [:]) } }
        #expect(reply.status == 500)
        #expect(events.map(\.kind) == [.contractBreach])
    }

    @Test func passesOnRefusalsOfHandlers() async throws {
        let rig = try await Rig()
        let absent = await rig.send("GET", "/v1/things/absent")
        #expect(absent.status == 404)
        #expect(absent.detail == "Thing absent does not exist")
        let taken = try await rig.post("/v1/things", #"{"name":"taken"}"#)
        #expect(taken.status == 409)
        #expect(taken.detail == "There is a thing called taken")
        #expect(taken.headers["RateLimit"] == "\"api\";r=99;t=1")
        #expect(rig.events.all.isEmpty)
    }

    @Test func withholdsACodeTheOperationDoesNotDeclare() async throws {
        let (reply, events) = try await reply("getThing", "GET", "/v1/things/a") { _ in throw Refusal("THING_EXISTS") }
        #expect(reply.code == "INTERNAL_ERROR")
        #expect(events.map(\.detail) == ["the code THING_EXISTS is not among the x-error-codes"])
    }

    @Test func hidesFailuresOfHandlers() async throws {
        struct Secret: Error { let password = "hunter2" }
        for handler: Handler in [{ _ in throw Secret() }, { _ in .later { throw Secret() } }] {
            let (reply, events) = try await reply("getThing", "GET", "/v1/things/a", handler: handler)
            #expect(reply.status == 500)
            #expect(reply.code == "INTERNAL_ERROR")
            #expect(!String(decoding: reply.body, as: UTF8.self).contains("hunter2"))
            #expect(events.map(\.kind) == [.handlerFailure])
        }
    }

    @Test func saysUnavailableWhenTheWorkWasCancelled() async throws {
        let (reply, events) = try await reply("getReport", "GET", "/v1/report") { _ in
            .later { throw CancellationError() }
        }
        #expect(reply.status == 503)
        #expect(reply.headers["Retry-After"] == "1")
        #expect(events.isEmpty)
    }

    @Test func letsAHandlerChooseAmongTheDeclaredMediaTypesAndCaching() async throws {
        let (reply, _) = try await reply("getReport", "GET", "/v1/report") { _ in
            .answer(
                Answer(
                    200, "plain", headers: [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "public")])
            )
        }
        #expect(reply.status == 200)
        #expect(reply.headers.all("content-type") == ["text/plain; charset=utf-8"])
        #expect(reply.headers.all("cache-control") == ["public"])
        #expect(reply.body == Array("plain".utf8))
    }
}
