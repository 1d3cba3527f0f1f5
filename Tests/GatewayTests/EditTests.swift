import APISpec
import Access
import JSON
import Testing

@testable import Gateway

/// Editing the YAML changes what the gateway does, with no Swift touched.
@Suite struct EditTests {
    @Test func aMaximum() async throws {
        let rig = try await Rig(ThingsContract.edited(("openapi.yaml", "maximum: 50,", "maximum: 20,")))
        #expect(try await rig.send(as: .viewer, "GET", "/v1/things?limit=20").status == 200)
        let reply = try await rig.send(as: .viewer, "GET", "/v1/things?limit=21")
        #expect(reply.faults == ["query /limit maximum: must be at most 20, was 21"])
    }

    @Test func aDefault() async throws {
        let rig = try await Rig(ThingsContract.edited(("openapi.yaml", "default: 10}", "default: 33}")))
        #expect(try await rig.send(as: .viewer, "GET", "/v1/things").json?["limit"] == 33)
    }

    @Test func aRateLimit() async throws {
        let rig = try await Rig(ThingsContract.edited(("limits.yaml", "api: {q: 100, w: 1,", "api: {q: 1, w: 10,")))
        let first = try await rig.send(as: .viewer, "GET", "/v1/things")
        #expect(first.headers["RateLimit-Policy"] == "\"api\";q=1;w=10")
        let second = try await rig.send(as: .viewer, "GET", "/v1/things")
        #expect(second.status == 429)
        #expect(second.headers["Retry-After"] == "10")
    }

    @Test func theSizeOfABody() async throws {
        let rig = try await Rig(ThingsContract.edited(("limits.yaml", "body_bytes: 1024", "body_bytes: 10")))
        let reply = try await rig.post("/v1/things", #"{"name":"a"}"#)
        #expect(reply.status == 413)
        #expect(reply.detail == "The body is larger than 10 bytes")
    }

    @Test func theStatusAndTheSentenceOfAnError() async throws {
        let rig = try await Rig(
            ThingsContract.edited(
                (
                    "errors.yaml", #"THING_NOT_FOUND: {status: 404, detail: "Thing {thing_id} does not exist""#,
                    #"THING_NOT_FOUND: {status: 410, detail: "No {thing_id} any more""#
                )))
        let reply = await rig.send("GET", "/v1/things/absent")
        #expect(reply.status == 410)
        #expect(reply.json?["status_code"] == 410)
        #expect(reply.detail == "No absent any more")
    }

    @Test func aPath() async throws {
        let rig = try await Rig(ThingsContract.edited(("openapi.yaml", "  /report:", "  /summary/daily:")))
        #expect(await rig.send("GET", "/v1/summary/daily").status == 200)
        #expect(await rig.send("GET", "/v1/report").status == 404)
    }

    @Test func theServer() async throws {
        let rig = try await Rig(ThingsContract.edited(("openapi.yaml", "url: /v1", "url: /api/v2")))
        #expect(await rig.send("GET", "/api/v2/report").status == 200)
        #expect(await rig.send("GET", "/v1/report").status == 404)
    }

    @Test func aMethod() async throws {
        let rig = try await Rig(ThingsContract.edited(("openapi.yaml", "    delete:\n", "    patch:\n")))
        #expect(await rig.send("PATCH", "/v1/things/a").status == 204)
        #expect(await rig.send("DELETE", "/v1/things/a").headers["Allow"] == "GET, HEAD, OPTIONS, PATCH")
    }

    @Test func aRole() async throws {
        let rig = try await Rig(
            ThingsContract.edited(("openapi.yaml", "bearer: [viewer, operator]", "bearer: [admin]")))
        #expect(try await rig.send(as: .admin, "GET", "/v1/things").status == 200)
        #expect(try await rig.send(as: .viewer, "GET", "/v1/things").status == 403)
    }

    @Test func aDeadline() async throws {
        let clock = TestClock()
        let rig = try await Rig(
            ThingsContract.edited(("openapi.yaml", "x-deadline-ms: 1000", "x-deadline-ms: 5")),
            handlers: [
                "getReport": { _ in
                    clock.advance(milliseconds: 6)
                    return .answer(Answer(200, ["ok": true]))
                }
            ], clock: clock)
        #expect(await rig.send("GET", "/v1/report").detail == "Not ready within 5 ms")
    }

    @Test func aResponse() async throws {
        let rig = try await Rig(
            ThingsContract.edited(
                ("openapi.yaml", "schema: {type: object, required: [ok]}", "schema: {type: object, required: [fine]}")))
        #expect(await rig.send("GET", "/v1/report").status == 500)
    }

    @Test func anEvent() async throws {
        let gateway = try await Rig(
            ThingsContract.edited(("asyncapi.yaml", "count: {type: integer, minimum: 0}", "count: {type: string}"))
        ).gateway
        #expect(gateway.validateEvent("ticked", Document(["event": "ticked", "count": "1"]).root).isEmpty)
        #expect(!gateway.validateEvent("ticked", Document(["event": "ticked", "count": 1]).root).isEmpty)
    }
}
