import APISpec
import Access
import JSON
import JSONSchema
import Testing

@testable import Gateway

/// What a refusal says about the request that would have been accepted; each is sent again and must be.
@Suite struct MendingTests {
    @Test func patchesABody() async throws {
        let rig = try await Rig()
        let body = #"{"nam":"a","size":"11"}"#
        let reply = try await rig.post("/v1/things", body)
        #expect(reply.status == 400)
        #expect(
            reply.json?["patch"]
                == [
                    ["op": "move", "from": "/nam", "path": "/name"],
                    ["op": "replace", "path": "/size", "value": 10],
                ])
        #expect(reply.json?["losses"] == ["/size"])
        #expect(reply.json?["holes"] == nil)
        let patch = try JSONPatch(Document(try #require(reply.json?["patch"])).root)
        let patched = try patch.applied(to: try JSONValue.parse(body))
        #expect(try await rig.post("/v1/things", patched.jsonText).status == 201)
    }

    @Test func saysWhatTheCallerMustFillIn() async throws {
        let reply = try await Rig().post("/v1/things", "{}")
        #expect(reply.json?["patch"] == [["op": "add", "path": "/name", "value": "REPLACE_ME"]])
        #expect(reply.json?["holes"] == ["/name"])
    }

    @Test func offersNoPatchForABodyThatCannotBeRead() async throws {
        let reply = try await Rig().post("/v1/things", #"{"name":"#)
        #expect(reply.json?["patch"] == nil)
        #expect(reply.json?["suggestion"] == nil)
    }

    @Test func offersNoPatchForFaultsOfParametersAlone() async throws {
        let reply = try await Rig().post("/v1/things?dry=perhaps", #"{"name":"a"}"#)
        #expect(reply.status == 400)
        #expect(reply.json?["patch"] == nil)
    }

    /// A target, the query that should come back, and whether the corrected one is accepted.
    @Test(arguments: [
        ("limt=5", "limit=5"), ("limit=99", "limit=50"), ("limit=0&name=a", "limit=1&name=a"),
        ("Limit=5", "limit=5"), ("name=abcdefg", "name=abcde"), ("deep=True", "deep=true"),
        ("tag=a&tag=b&tag=c&tag=d", "tag=a&tag=b&tag=c"),
        ("ids=1,%202", "ids=1,2"), ("ratio=1.5&deep=true", "ratio=1&deep=true"),
    ])
    func correctsAQuery(_ query: String, _ corrected: String) async throws {
        let rig = try await Rig()
        let reply = try await rig.send(as: .viewer, "GET", "/v1/things?\(query)")
        #expect(reply.status == 400)
        #expect(reply.json?["suggestion"] == ["query": .string(corrected)])
        #expect(try await rig.send(as: .viewer, "GET", "/v1/things?\(corrected)").status == 200)
    }

    @Test(arguments: ["zzz=1", "limit=many", "limit=1&limit=2", "na%zz=1"])
    func leavesAQueryAloneThatItCannotCorrect(_ query: String) async throws {
        let reply = try await Rig().send(as: .viewer, "GET", "/v1/things?\(query)")
        #expect(reply.status == 400)
        #expect(reply.json?["suggestion"] == nil)
    }

    @Test(arguments: [
        ("/v1/thing", "/v1/things"), ("/v1/Things", "/v1/things"), ("/things", "/v1/things"),
        ("/v1/things/", "/v1/things"), ("//v1/things", "/v1/things"), ("/v2/things", "/v1/things"),
        ("/v1/thinsg/a%2Fb", "/v1/things/a%2Fb"), ("/v1/things/a/part/3", "/v1/things/a/parts/3"),
        ("/v1/reprot", "/v1/report"),
    ])
    func findsThePathThatWasMeant(_ path: String, _ meant: String) async throws {
        let reply = try await Rig().send("GET", path)
        #expect(reply.status == 404)
        #expect(reply.json?["suggestion"] == ["path": .string(meant)])
    }

    @Test(arguments: ["/", "/v1", "/completely/else", "/v1/things/a/b/c/d", "/%zz/things"])
    func guessesNoPathThatIsFarAway(_ path: String) async throws {
        let reply = try await Rig().send("GET", path)
        #expect(reply.status == 404)
        #expect(reply.json?["suggestion"] == nil)
    }

    @Test(arguments: [
        ("PSOT", "/v1/things", "", "POST"), ("PUT", "/v1/things", "{}", "POST"), ("DELETE", "/v1/things", "", "GET"),
        ("post", "/v1/things", "{}", "POST"), ("POST", "/v1/things/special", "", "GET"),
    ])
    func findsTheMethodThatWasMeant(_ method: String, _ path: String, _ body: String, _ meant: String) async throws {
        let reply = try await Rig().send(method, path, body: body)
        #expect(reply.status == 405)
        #expect(reply.json?["suggestion"] == ["method": .string(meant)])
    }

    @Test func findsTheMediaTypeThatTheBodyHas() async throws {
        let rig = try await Rig()
        let json = try await rig.send(
            as: .operator, "POST", "/v1/things", headers: [("Content-Type", "text/plain")], body: #"{"name":"a"}"#)
        #expect(json.status == 415)
        #expect(json.json?["suggestion"] == ["headers": ["Content-Type": "application/json"]])
        let none = try await rig.send(as: .operator, "POST", "/v1/things", body: "name=a")
        #expect(none.status == 415)
        #expect(none.json?["suggestion"] == nil)
        let text = await rig.send("PUT", "/v1/report", headers: [("Content-Type", "text/html")], body: "abc")
        #expect(text.json?["suggestion"] == ["headers": ["Content-Type": "text/plain"]])
    }

    @Test func saysWhatCanBeRead() async throws {
        let reply = try await Rig().send("GET", "/v1/report", headers: [("Accept", "image/png")])
        #expect(reply.status == 406)
        #expect(reply.json?["suggestion"] == ["headers": ["Accept": "application/json"]])
    }

    @Test func mendsACommandOfTheWebSocket() async throws {
        let rig = try await Rig()
        let error = #expect(throws: Refusal.self) {
            try rig.gateway.readCommand(Array(#"{"command":"watch","thing":12345678}"#.utf8))
        }
        #expect(error?.repair?.patch.json == [["op": "replace", "path": "/thing", "value": "12345"]])
        #expect(error?.repair?.losses.map(\.description) == ["/thing"])
    }

    @Test func theShippedErrorBodyHasRoomForEverything() throws {
        let body = ThingsContract.edited(
            ("openapi.yaml", "losses: {type: array, items: {type: string}}", "loss: {type: string}"))
        let contract = try Contract.load(body).contract
        let problems = Gateway.problems(of: contract, handlers: Set(Rig.usual.keys))
        #expect(problems.map(\.code) == ["error-body"])
    }
}
