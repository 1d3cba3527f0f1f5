import Access
import JSON
import Testing

@testable import Gateway

@Suite struct BodyTests {
    @Test func readsAValidBody() async throws {
        let reply = try await Rig().post("/v1/things", #"{"name": "a", "size": 10}"#)
        #expect(reply.status == 201)
        #expect(reply.headers["Location"] == "/v1/things/t1")
        #expect(reply.json == ["id": "t1", "name": "a"])
    }

    @Test func listsEveryFaultOfBodyAndParameters() async throws {
        let reply = try await Rig().post(
            "/v1/things?dry=perhaps&wet=1", #"{"name": "", "size": 11, "colour": 1}"#)
        #expect(reply.status == 400)
        #expect(
            Set(reply.faults) == [
                "query /dry type: must be true or false, was \"perhaps\"",
                "query /wet parameters: unknown parameter \"wet\"; known: dry",
                "body /name minLength: must be at least 1 character long, was 0",
                "body /size maximum: must be at most 10, was 11",
                "body /colour additionalProperties: unknown member \"colour\"",
            ])
        #expect(reply.faults.count == 5)
        let size = reply.json?["errors"]?.arrayValue?.first { $0["pointer"] == "/size" }
        let line = ThingsContract.openAPI.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains("maximum: 10}") }
        #expect(size?["spec"]?.stringValue?.hasPrefix("spec/openapi.yaml:\((line ?? 0) + 1):") == true)
    }

    @Test(arguments: [
        ("{\"name\": ", "line 1"), ("{\"name\": \"a\",}", "line 1"), ("{\n \"name\": \"a\"\n \"size\": 1}", "line 3"),
        ("{\"name\": \"a\", \"name\": \"b\"}", "line 1"), ("nonsense", "line 1"), ("{} {}", "line 1"),
        ("\u{FEFF}{\"name\":\"a\"}", "line 1"), ("{\"name\": \"\u{1}\"}", "line 1"),
        ("[[[[[[[[[[[[]]]]]]]]]]]]", "line 1"),
    ])
    func saysWhereTheSyntaxBreaks(body: String, place: String) async throws {
        let reply = try await Rig().post("/v1/things", body)
        #expect(reply.status == 400)
        #expect(reply.code == "VALIDATION_ERROR")
        #expect(reply.faults.count == 1)
        #expect(reply.faults[0].hasPrefix("body  syntax: is not JSON: "))
        #expect(reply.faults[0].contains(", at \(place), column "))
    }

    @Test func needsABodyWhereOneIsRequired() async throws {
        let reply = try await Rig().post("/v1/things", "")
        #expect(reply.faults == ["body  required: must be sent: application/json"])
    }

    @Test func takesNoBodyWhereNoneIsRequired() async throws {
        #expect(try await Rig().send("PUT", "/v1/report").status == 204)
    }

    @Test(arguments: [
        "application/json", "application/json; charset=utf-8", "APPLICATION/JSON;CHARSET=\"UTF-8\"",
        "application/json ;x=1", "application/json;",
    ])
    func readsContentTypes(type: String) async throws {
        let reply = try await Rig().send(
            as: .operator, "POST", "/v1/things", headers: [("Content-Type", type)], body: #"{"name":"a"}"#)
        #expect(reply.status == 201)
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "application/jsonx", "application", "application/json/x",
        "application/json; charset=latin1", "application/json; charset=utf-16", "application/json; charset", "*/*",
        "application/*", "application/json, text/plain", "", "application/json; charset=\"utf-8",
    ])
    func refusesOtherContentTypes(type: String) async throws {
        let reply = try await Rig().send(
            as: .operator, "POST", "/v1/things", headers: [("Content-Type", type)], body: #"{"name":"a"}"#)
        #expect(reply.status == 415)
        #expect(reply.code == "UNSUPPORTED_MEDIA_TYPE")
        #expect(reply.headers["Accept-Post"] == "application/json")
        #expect(reply.detail == "\(type) is not supported; supported: application/json")
    }

    @Test func refusesABodyWithoutAContentTypeAndWithTwo() async throws {
        let rig = try await Rig()
        let without = try await rig.send(as: .operator, "POST", "/v1/things", body: "{}")
        #expect(without.status == 415)
        #expect(without.detail == "(none) is not supported; supported: application/json")
        let twice = try await rig.post("/v1/things", "{}", headers: [("Content-Type", "text/plain")])
        #expect(twice.status == 415)
    }

    @Test func refusesCompressedBodies() async throws {
        let rig = try await Rig()
        let reply = try await rig.post("/v1/things", "{}", headers: [("Content-Encoding", "gzip")])
        #expect(reply.status == 415)
        #expect(reply.headers["Accept-Encoding"] == "identity")
        let plain = try await rig.post("/v1/things", #"{"name":"a"}"#, headers: [("Content-Encoding", "identity")])
        #expect(plain.status == 201)
    }

    @Test func refusesABodyOverTheLimit() async throws {
        let rig = try await Rig()
        let head = #"{"name":"a"}"#
        let fits = try await rig.post("/v1/things", head + String(repeating: " ", count: 1_024 - head.utf8.count))
        #expect(fits.status == 201)
        let over = try await rig.post("/v1/things", head + String(repeating: " ", count: 1_025 - head.utf8.count))
        #expect(over.status == 413)
        #expect(over.detail == "The body is larger than 1024 bytes")
    }

    @Test func refusesMembersTheServerOwns() async throws {
        let reply = try await Rig().post("/v1/things", #"{"name":"a","id":"mine"}"#)
        #expect(reply.status == 400)
        #expect(reply.faults == ["body /id readOnly: is read-only: leave it out of requests"])
    }

    @Test func readsTextAndFormatsMadeOfJSON() async throws {
        let rig = try await Rig()
        func put(_ type: String, _ body: String) async -> Reply {
            await rig.send("PUT", "/v1/report", headers: [("Content-Type", type)], body: body)
        }
        #expect(await put("text/plain", "abcde").status == 204)
        let long = await put("text/plain", "abcdef")
        #expect(long.faults == ["body  maxLength: must be at most 5 characters long, was 6"])
        #expect(await put("application/vnd.report+json", "{}").status == 204)
        let list = await put("application/vnd.report+json", "[]")
        #expect(list.faults == ["body  type: must be an object, was an array"])
        let unknown = await put("application/json", "{}")
        #expect(unknown.status == 415)
        #expect(unknown.headers["Accept"] == "text/plain, application/vnd.report+json")
    }

    @Test(arguments: ["", "{}", " {\n} "])
    func passesOverABodyThatSaysNothing(body: String) async throws {
        #expect(try await Rig().send("DELETE", "/v1/things/a", body: body).status == 204)
    }

    @Test(arguments: ["{\"force\": true}", "[]", "x"])
    func refusesABodyThatNobodyWouldRead(body: String) async throws {
        let reply = try await Rig().send("DELETE", "/v1/things/a", body: body)
        #expect(reply.faults == ["body  requestBody: takes no body here"])
    }
}
