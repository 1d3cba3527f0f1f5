import APISpec
import Access
import JSON
import Testing

@testable import Gateway

@Suite struct EnvelopeTests {
    @Test func hasExactlyTheDocumentedForm() async throws {
        let reply = try await Rig().send("GET", "/v1/nothing")
        #expect(
            String(decoding: reply.body, as: UTF8.self)
                == #"{"detail":"There is nothing at /v1/nothing","status_code":404,"error_code":"NOT_FOUND","#
                + #""request_id":"req-1"}"#)
        #expect(reply.headers["Content-Type"] == "application/json")
    }

    @Test func listsFaultsUnderErrors() async throws {
        let reply = try await Rig().send(as: .viewer, "GET", "/v1/things?limit=99")
        #expect(
            reply.json?.objectValue?.keys == [
                "detail", "status_code", "error_code", "request_id", "errors", "suggestion",
            ])
        #expect(
            reply.json?["errors"]?[0]?.objectValue?.keys == ["in", "pointer", "keyword", "message", "spec"])
    }

    @Test func carriesTheStandingHeadersOnEveryReply() async throws {
        let rig = try await Rig()
        let replies = [
            await rig.send("GET", "/v1/things/a"), await rig.send("GET", "/v1/nothing"),
            await rig.send("PATCH", "/v1/things"), await rig.send("OPTIONS", "/v1/things"),
            await rig.send("GET", "/v1/things"), try await rig.post("/v1/things", "nonsense"),
            await rig.send("DELETE", "/v1/things/a"),
            rig.gateway.refuse(Refusal("MALFORMED_REQUEST", ["reason": "no"]), requestID: "req-1"),
        ]
        for reply in replies {
            #expect(reply.headers.all("X-Request-ID") == ["req-1"])
            #expect(reply.headers.all("Cache-Control") == ["no-store"])
            #expect(reply.headers.all("X-Content-Type-Options") == ["nosniff"])
        }
    }

    @Test func servesWhoeverRefusesEarlier() async throws {
        let rig = try await Rig()
        let reply = rig.gateway.refuse(
            Refusal("SERVICE_UNAVAILABLE", headers: [("Retry-After", "7")]), requestID: "req-9")
        #expect(reply.status == 503)
        #expect(reply.headers["Retry-After"] == "7")
        #expect(
            reply.json == [
                "detail": "Try again in 7 seconds", "status_code": 503, "error_code": "SERVICE_UNAVAILABLE",
                "request_id": "req-9",
            ])
    }

    @Test func saysHowToAuthenticateOnEvery401() async throws {
        let rig = try await Rig(
            ThingsContract.edited(("errors.yaml", "PERMISSION_DENIED: {status: 403", "PERMISSION_DENIED: {status: 401"))
        )
        let reply = try await rig.send(as: .admin, "GET", "/v1/things")
        #expect(reply.status == 401)
        #expect(reply.headers["WWW-Authenticate"] == "Bearer")
    }

    @Test func turnsAnUnknownCodeIntoAnInternalError() async throws {
        let rig = try await Rig()
        let reply = rig.gateway.refuse(Refusal("NO_SUCH_CODE"), requestID: "req-1")
        #expect(reply.status == 500)
        #expect(reply.code == "INTERNAL_ERROR")
        #expect(rig.events.all.map(\.detail) == ["errors.yaml has no code NO_SUCH_CODE"])
    }

    @Test(arguments: ["Bearer realm=\"x\"\r\nSet-Cookie: a=b", "plain\0"])
    func reflectsNothingIntoHeaders(value: String) async throws {
        let reply = try await Rig().send("GET", "/v1/things", headers: [("Authorization", value)])
        #expect(!reply.headers.fields.contains { $0.value.contains("Set-Cookie") || $0.value.contains("\0") })
    }
}
