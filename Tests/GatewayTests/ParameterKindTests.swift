import JSON
import Testing

@testable import Gateway

/// Parameters beyond plain styles: deep objects, JSON in a parameter, reserved characters, empty values, several kinds.
@Suite struct ParameterKindTests {
    static let deepObjects: [(String, JSONValue)] = [
        ("filter[a]=1&filter[b][c]=x", ["a": 1, "b": ["c": "x"]]),
        ("filter[list][]=1&filter[list][]=2", ["list": [1, 2]]),
        ("filter[list][1]=2&filter[list][0]=1", ["list": [1, 2]]),
        ("filter[rows][0][n]=1&filter[rows][1][n]=2", ["rows": [["n": 1], ["n": 2]]]),
        ("filter[other]=7", ["other": "7"]), ("filter[b][c]=a%5Bb", ["b": ["c": "a[b"]]),
    ]

    @Test(arguments: deepObjects)
    func readsDeepObjects(query: String, value: JSONValue) async throws {
        #expect(await (try deep()).send("GET", "/?\(query)").json?["filter"] == value)
    }

    @Test(arguments: [
        ("filter[a]=x", "query /filter/a type: must be an integer, was \"x\""),
        ("filter[a]=1&filter[a]=2", "query /filter/a type: must be given once, was given 2 times"),
        (
            "filter[list][999999999]=1",
            "query /filter/list style: must number its elements from 0 without gaps, 0 is missing"
        ),
        (
            "filter[list][x]=1", "query /filter/list style: must number its elements, \"x\" is no number"
        ),
        (
            "filter[b]=1&filter[b][c]=2",
            "query /filter/b type: must be given either as a value or by its members, was given as both"
        ),
        ("filter[a=1", "query /filter[a parameters: unknown parameter \"filter[a\"; did you mean \"filter\"?"),
        ("filtr[a]=1", "query /filtr[a] parameters: unknown parameter \"filtr[a]\"; known: filter"),
    ])
    func refusesDeepObjects(query: String, fault: String) async throws {
        #expect(await (try deep()).send("GET", "/?\(query)").faults == [fault])
    }

    @Test func boundsTheDepthOfDeepObjects() async throws {
        let deepest = "filter" + String(repeating: "[x]", count: 32) + "=1"
        let deeper = "filter" + String(repeating: "[x]", count: 33) + "=1"
        #expect(await (try deep()).send("GET", "/?\(deepest)").status == 200)
        #expect(
            await (try deep()).send("GET", "/?\(deeper)").faults
                == ["query /filter style: has members more than 32 levels deep"])
    }

    private func deep() throws -> EchoRig {
        try rig(
            """
            - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {
               a: {type: integer}, b: {anyOf: [{type: string}, {type: object}]},
               list: {type: array, items: {type: integer}},
               rows: {type: array, items: {type: object, properties: {n: {type: integer}}}}}}}
            """)
    }

    @Test func readsJSONInAParameter() async throws {
        let rig = try rig(
            """
            - {name: where, in: query, content: {application/json: {schema: {type: object, required: [a],
               properties: {a: {type: integer}}}}}}
            """)
        #expect(await rig.send("GET", "/?where=%7B%22a%22:1%7D").json?["where"] == ["a": 1])
        #expect(
            await rig.send("GET", "/?where={}").faults == ["query /where required: is missing required member \"a\""])
        #expect(
            await rig.send("GET", "/?where=%7B").faults.first?.hasPrefix("query /where content: is not JSON: ") == true)
    }

    @Test func letsAPlusStandForItselfWhereReservedCharactersMay() async throws {
        let rig = try rig(
            """
            - {name: raw, in: query, allowReserved: true, schema: {type: string}}
            - {name: text, in: query, schema: {type: string}}
            """)
        let reply = await rig.send("GET", "/?raw=a+b/c:d@e?f&text=a+b")
        #expect(reply.json?["raw"] == "a+b/c:d@e?f")
        #expect(reply.json?["text"] == "a b")
    }

    @Test func takesANameWithoutAValueWhereThatIsAllowed() async throws {
        let rig = try rig(
            """
            - {name: pretty, in: query, allowEmptyValue: true, schema: {type: boolean}}
            - {name: strict, in: query, schema: {type: boolean, default: true}}
            """)
        #expect(await rig.send("GET", "/?pretty").json == ["operation": "echo", "pretty": .null, "strict": true])
        #expect(await rig.send("GET", "/?pretty=true").json?["pretty"] == true)
        #expect(
            await rig.send("GET", "/?strict=").faults
                == ["query /strict type: must be true or false, was \"\""])
    }

    @Test func takesTheKindThatFits() async throws {
        let rig = try rig(
            """
            - {name: id, in: query, schema: {anyOf: [{type: integer, maximum: 9}, {type: string, minLength: 3}]}}
            - {name: any, in: query, schema: {}}
            - {name: many, in: query, schema: {anyOf: [{type: string}, {type: array, items: {type: integer}}]}}
            - {name: none, in: query}
            """)
        #expect(await rig.send("GET", "/?id=7").json?["id"] == 7)
        #expect(await rig.send("GET", "/?id=777").json?["id"] == "777")
        #expect(await rig.send("GET", "/?any=7").json?["any"] == "7")
        #expect(await rig.send("GET", "/?many=7").json?["many"] == "7")
        #expect(await rig.send("GET", "/?many=7&many=8").json?["many"] == [7, 8])
    }

    @Test func givesWhatNobodyElseClaimsToAnOpenObject() async throws {
        let rig = try rig(
            """
            - {name: page, in: query, schema: {type: integer}}
            - {name: filters, in: query, schema: {type: object, additionalProperties: {type: integer}}}
            """)
        #expect(
            await rig.send("GET", "/?page=2&a=1&b=2").json
                == ["operation": "echo", "page": 2, "filters": ["a": 1, "b": 2]])
        #expect(await rig.send("GET", "/?a=x").faults == ["query /filters/a type: must be an integer, was \"x\""])
    }

    @Test func decodesCookiesThatAreEncoded() async throws {
        let rig = try rig("- {name: c, in: cookie, schema: {type: string}}")
        #expect(await rig.send("GET", "/", headers: [("Cookie", "c=a%20b")]).json?["c"] == "a b")
        #expect(await rig.send("GET", "/", headers: [("Cookie", "c=100%")]).json?["c"] == "100%")
    }

    private func rig(_ parameters: String) throws -> EchoRig {
        let lines = parameters.split(separator: "\n").map { "        \($0)" }.joined(separator: "\n")
        return try EchoRig(
            paths: """
                  /:
                    get:
                      operationId: echo
                      parameters:
                \(lines)
                      responses: {'200': {description: It., content: {application/json: {}}}}
                """)
    }
}
