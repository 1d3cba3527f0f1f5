import APISpec
import Gateway
import JSON
import Logging
import Testing

@testable import MockServer

@Suite struct MockServerTests {
    static let document = """
        openapi: 3.0.3
        info: {title: Shop, version: '1'}
        servers: [{url: https://shop.example/v1/}]
        security: [{key: []}, {basic: []}]
        paths:
          /orders:
            get:
              operationId: listOrders
              parameters: [{name: limit, in: query, schema: {type: integer, maximum: 9}}]
              responses:
                '200':
                  description: Orders.
                  headers:
                    X-Total: {required: true, schema: {type: integer, minimum: 5}}
                    X-Page: {schema: {type: string}, example: two}
                  content:
                    application/json:
                      schema: {type: array, minItems: 1, items: {$ref: '#/components/schemas/Order'}}
                      examples:
                        wrong: {value: [{id: x}]}
                        one: {value: [{id: 1, state: open}]}
                        two: {value: [{id: 2, state: paid}]}
                    text/csv: {schema: {type: string}, example: 'id,state'}
                '404':
                  description: None.
                  content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}
                4XX:
                  description: Refused.
                  content: {application/json: {schema: {$ref: '#/components/schemas/Closed'}}}
            post:
              operationId: addOrder
              security: []
              requestBody:
                required: true
                content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
              responses:
                '201': {description: Made., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
                '422': {description: Wrong., content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
          /impossible:
            get:
              operationId: impossible
              security: []
              responses:
                '200': {description: It., content: {application/json: {schema: {type: integer, minimum: 2, maximum: 1}}}}
          /gone: {delete: {operationId: gone, security: [], responses: {'204': {description: Gone.}}}}
          /left:
            delete:
              operationId: left
              security: []
              parameters: [{name: n, in: query, schema: {type: integer}}]
              responses:
                '204': {description: Left., content: {application/json: {schema: {type: object}}}}
                default: {description: Refused., content: {text/html: {schema: {type: string}}}}
        components:
          securitySchemes:
            key: {type: apiKey, in: header, name: X-Key}
            basic: {type: http, scheme: basic}
          schemas:
            Order:
              type: object
              required: [id, state]
              properties:
                id: {type: integer, minimum: 1}
                state: {type: string, enum: [open, paid]}
                note: {type: string, nullable: true, maxLength: 20}
            Problem:
              type: object
              required: [code, message]
              properties: {code: {type: integer}, message: {type: string}}
            Closed:
              type: object
              additionalProperties: false
              required: [message]
              properties: {message: {type: string, maxLength: 200}}
        """

    let mock: MockServer

    init() throws {
        let files = SpecFiles(root: "shop.yaml", files: ["shop.yaml": Array(Self.document.utf8)])
        mock = try MockServer(SpecReading(files), log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func send(
        _ method: String, _ target: String, _ headers: [(String, String)] = [("X-Key", "k")], body: String = ""
    ) async -> (reply: Reply, json: JSONValue?) {
        let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
        let reply = await mock.reply(
            to: Request(
                method: method, path: parts[0], query: parts.count > 1 ? parts[1] : nil,
                headers: HeaderFields(headers), body: Array(body.utf8), id: "r1"))
        return (reply, try? JSONValue.parse(String(decoding: reply.body, as: UTF8.self)))
    }

    @Test func answersWithTheFirstExampleThatFits() async {
        let (reply, json) = await send("GET", "/v1/orders")
        #expect(reply.status == 200)
        #expect(json == [["id": 1, "state": "open"]])
        #expect(reply.headers["X-Total"] == "5")
        #expect(reply.headers["X-Page"] == "two")
    }

    @Test func answersAsIsPreferred() async {
        let key = ("X-Key", "k")
        let named = await send("GET", "/v1/orders", [key, ("Prefer", "example=two")])
        #expect(named.json == [["id": 2, "state": "paid"]])
        #expect(named.reply.headers["Preference-Applied"] == "example=\"two\"")
        let missing = await send("GET", "/v1/orders", [key, ("Prefer", "code=404")])
        #expect(missing.reply.status == 404)
        #expect(missing.json == ["code": 1, "message": "string"])
        let unknown = await send("GET", "/v1/orders", [key, ("Prefer", "code=500")])
        #expect(unknown.reply.status == 400)
        #expect(
            unknown.json?["message"]
                == "header /Prefer no answer with status 500 is declared; declared: 200, 404, 4XX")
        let other = await send("GET", "/v1/orders", [key, ("Prefer", "example=three")])
        #expect(other.json?["message"] == "header /Prefer no example is called \"three\"; known: wrong, one, two")
    }

    @Test func makesAnotherValueEachTimeInTheSameOrder() async throws {
        let ask = [("X-Key", "k"), ("Prefer", "dynamic=true")]
        let first = [await send("GET", "/v1/orders", ask).json, await send("GET", "/v1/orders", ask).json]
        let again = try MockServerTests()
        let second = [await again.send("GET", "/v1/orders", ask).json, await again.send("GET", "/v1/orders", ask).json]
        #expect(first == second)
        #expect(first[0] != first[1])
    }

    @Test func sendsNoContentWhereNoneCanBe() async {
        let (reply, _) = await send("DELETE", "/v1/left", [])
        #expect(reply.status == 204 && reply.body.isEmpty && reply.headers["Content-Type"] == nil)
    }

    @Test func refusesInATextWhereOneIsDeclared() async {
        let (reply, _) = await send("DELETE", "/v1/left?n=x", [])
        #expect(reply.status == 400 && reply.headers["Content-Type"] == "text/html")
        #expect(String(decoding: reply.body, as: UTF8.self) == "query /n must be an integer, was \"x\"")
    }

    @Test func negotiatesTheMediaType() async {
        let csv = await send("GET", "/v1/orders", [("X-Key", "k"), ("Accept", "text/csv")])
        #expect(csv.reply.headers["Content-Type"] == "text/csv")
        #expect(String(decoding: csv.reply.body, as: UTF8.self) == "id,state")
        #expect(await send("GET", "/v1/orders", [("X-Key", "k"), ("Accept", "image/png")]).reply.status == 406)
    }

    @Test(
        arguments: [
            ([], 401), ([("X-Key", " ")], 401), ([("Authorization", "Basic YTpi")], 200),
            ([("Authorization", "Basic YWI=")], 401), ([("Authorization", "Basic a:b")], 401),
            ([("Authorization", "Bearer abc")], 401), ([("X-Key", "anything")], 200),
        ] as [([(String, String)], Int)])
    func asksForCredentialsOfTheRightForm(headers: [(String, String)], status: Int) async {
        let (reply, json) = await send("GET", "/v1/orders", headers)
        #expect(reply.status == status)
        guard status == 401 else { return }
        #expect(reply.headers["WWW-Authenticate"] == "ApiKey name=\"X-Key\", Basic realm=\"api\", charset=\"UTF-8\"")
        #expect(json == ["message": "This needs a valid access token"])
    }

    @Test func refusesInTheWordsOfTheDocument() async {
        let (reply, json) = await send(
            "POST", "/v1/orders", [("Content-Type", "application/json")], body: #"{"id": 0, "state": "open"}"#)
        #expect(reply.status == 422)
        #expect(json?["code"] == 1)
        #expect(json?["message"] == "body /id must be at least 1, was 0")
        #expect(json?["errors"]?[0]?["pointer"] == "/id")
        #expect(json?["errors"]?[0]?["spec"]?.stringValue?.hasPrefix("shop.yaml:") == true)
        let closed = await send("GET", "/v1/orders?limit=10")
        #expect(closed.reply.status == 400)
        #expect(closed.json == ["message": "query /limit must be at most 9, was 10"])
    }

    @Test func saysWhatItCannotAnswer() async {
        let (reply, json) = await send("GET", "/v1/impossible")
        #expect(reply.status == 501)
        #expect(json?["error_code"] == "NOT_MOCKED")
        #expect(json?["detail"]?.stringValue?.contains("no value was found that fits the schema at shop.yaml:") == true)
    }

    @Test func answersWithoutContentAndOutsideOfTheDocument() async {
        #expect(await send("DELETE", "/v1/gone").reply.status == 204)
        #expect(await send("GET", "/v1/nothing").reply.status == 404)
        #expect(await send("PATCH", "/v1/orders").reply.headers["Allow"] == "GET, HEAD, OPTIONS, POST")
    }

    @Test(arguments: [
        ("code=404, dynamic=true", Preferences(["code=404", "dynamic"])),
        ("code=404;example=\"a\"", Preferences(["code=404", "example=a"])),
        ("respond-async, code=99", Preferences([])), ("dynamic=false", Preferences([])),
        ("CODE = 200", Preferences(["code=200"])),
    ])
    func readsPreferences(field: String, same: Preferences) {
        #expect(Preferences([field]) == same)
    }
}
