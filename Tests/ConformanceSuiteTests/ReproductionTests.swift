import JSON
import Testing

@testable import ConformanceSuite

@Suite struct ReproductionTests {
    private static func exchange(_ method: String, _ target: String, _ status: Int, _ body: String = "") -> Exchange {
        var request = RawRequest(method: method, target: target)
        request.headers = [("Authorization", "Bearer to.k.en"), ("Idempotency-Key", "0123456789")]
        return Exchange(
            ask: Ask(operation: nil, request: request, attempt: "t"),
            response: RawResponse(
                status: status, headers: [("Content-Type", "application/json")], body: Array(body.utf8)))
    }

    private static var trace: Trace {
        var trace = Trace()
        trace.note(exchange("POST", "/tasks", 201, #"{"id": "task_1"}"#))
        trace.made("task_1", by: .member("id"))
        trace.note(exchange("POST", "/tasks", 201, #"{"id": "task_2"}"#))
        trace.made("task_2", by: .member("id"))
        trace.note(exchange("POST", "/tasks/task_1/execute", 202))
        trace.note(exchange("GET", "/tasks/task_1", 200))
        trace.note(exchange("POST", "/tasks/task_1/cancel", 409, #"{"error_code": "TASK_STATE_CONFLICT"}"#))
        return trace
    }

    @Test func goesThroughWhatHasChangedTheObjectSinceItWasMade() throws {
        let trace = Self.trace
        let last = try #require(trace.last)
        let found = try #require(trace.reproduction(of: last.ask))
        #expect(
            found.requests.map { "\($0.method) \($0.target)" } == [
                "POST /tasks", "POST /tasks/task_1/execute", "POST /tasks/task_1/cancel",
            ])
        #expect(found.preparation.map(\.made) == ["task_1", nil])
        #expect(found.answer == "409 TASK_STATE_CONFLICT")
        #expect(trace.reproduction(of: Self.exchange("GET", "/agents", 200).ask) == nil)
    }

    @Test func writesAScriptWithoutSecrets() throws {
        let trace = Self.trace
        var finding = ReportTests.finding
        finding.reproduction = try trace.reproduction(of: #require(trace.last).ask)
        let address = try #require(ServerAddress("http://127.0.0.1:8000"))
        let script = ReproductionScript(
            finding: finding, title: "t", address: address, login: nil, tokens: ["to.k.en": "olga-1"], secrets: []
        ).text
        #expect(!script.contains("to.k.en") && !script.contains("task_1") && !script.contains("23456789"))
        let lines = script.split(separator: "\n").map(String.init)
        #expect(lines.first == "#!/bin/sh")
        #expect(
            lines.contains(
                #"ID_1=$(curl -sS --path-as-is -X 'POST' -H 'Authorization: Bearer '"$TOKEN_OLGA_1" "#
                    + #"-H 'Idempotency-Key: 01'"$NONCE" "$URL"'/tasks' | member 'id')"#))
        #expect(
            lines.last == #"[ "$STATUS" = 409 ] && grep -q '"error_code" *: *"TASK_STATE_CONFLICT"' "$ANSWER""#)
    }

    @Test func sendsWhatCurlCannotAsItIs() throws {
        let address = try #require(ServerAddress("http://h"))
        var request = RawRequest(method: "GET", target: "/a%zz", headers: [("Host", "a"), ("Host", "to.k.en")])
        #expect(!request.isForCurl)
        request.body = Array("it's\u{0}".utf8)
        #expect(
            Curl(secrets: [("to.k.en", "TOKEN")]).bytes(request, at: address)
                == #"printf 'GET /a%%zz HTTP/1.1\r\nHost: a\r\nHost: %s\r\nContent-Length: 5\r\n\r\nit\047s\000'"#
                + #" "$TOKEN""#)
    }

    @Test(arguments: ["/a b", "/a#b", "a", "/\u{E4}"]) func knowsWhatCurlCannotSend(target: String) {
        #expect(!RawRequest(method: "GET", target: target).isForCurl)
        #expect(RawRequest(method: "GET", target: "/a").isForCurl)
    }
}
