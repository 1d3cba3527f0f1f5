import APISpec
import JSON
import Testing

@testable import Gateway

@Suite struct NegotiationTests {
    /// What an operation that answers with JSON or plain text makes of an Accept field.
    @Test(arguments: [
        ("*/*", "application/json"), ("application/json", "application/json"), ("text/plain", "text/plain"),
        ("text/*", "text/plain"), ("TEXT/PLAIN", "text/plain"), ("text/plain, application/json", "application/json"),
        ("application/json;q=0.5, text/plain", "text/plain"), ("text/plain;q=0.2, */*;q=0.1", "text/plain"),
        ("application/json;q=0, */*", "text/plain"), ("text/html, text/plain;q=0.1", "text/plain"),
        ("application/json; charset=utf-8", "application/json"), ("", "application/json"),
        ("nonsense", "application/json"), ("text/plain;q=2, application/json;q=0.001", "application/json"),
        ("*/*;q=0, text/plain", "text/plain"), ("text/plain;q=0.333,application/json;q=0.334", "application/json"),
    ])
    func chooses(accept: String, type: String) async throws {
        let rig = try await Rig(handlers: [
            "getReport": { _ in .answer(Answer(200, accept.isEmpty || type.hasSuffix("json") ? ["ok": true] : "ok")) }
        ])
        let reply = await rig.send("GET", "/v1/report", headers: [("Accept", accept)])
        #expect(reply.status == 200)
        #expect(reply.headers["Content-Type"] == type)
        #expect(String(decoding: reply.body, as: UTF8.self) == (type == "text/plain" ? "ok" : #"{"ok":true}"#))
    }

    @Test(arguments: [
        "text/html", "application/xml", "application/json;q=0", "*/*;q=0", "text/plain;q=0, application/json;q=0.000",
        "application/json-patch+json",
    ])
    func refusesWhatCannotBeSent(accept: String) async throws {
        let reply = try await Rig().send("GET", "/v1/report", headers: [("Accept", accept)])
        #expect(reply.status == 406)
        #expect(reply.code == "NOT_ACCEPTABLE")
        #expect(reply.detail == "Available: application/json, text/plain")
        #expect(reply.headers["Content-Type"] == "application/json")
    }

    @Test func readsSeveralFieldsAsOneList() async throws {
        let reply = try await Rig().send(
            "GET", "/v1/report", headers: [("Accept", "text/html"), ("Accept", "application/json")])
        #expect(reply.status == 200)
    }

    @Test func acceptsAnythingWhereThereIsNoContent() async throws {
        let reply = try await Rig().send("DELETE", "/v1/things/a", headers: [("Accept", "text/html")])
        #expect(reply.status == 204)
        #expect(reply.headers["Content-Type"] == nil)
    }

    /// A type that is asked for with its parameters is not one that is taken for want of them.
    @Test func tellsWhatIsNamedFromWhatIsTaken() throws {
        let accept = AcceptHeader(["application/json;stream=watch"])
        let plain = try #require(MediaRange("application/json"))
        let watched = try #require(MediaRange("application/json;stream=watch"))
        #expect(accept.quality(of: plain) == 1_000 && !accept.names(plain))
        #expect(accept.quality(of: watched) == 1_000 && accept.names(watched))
    }

    @Test func weighsByTheNarrowestRange() throws {
        let accept = AcceptHeader(["text/*;q=0.3, text/plain;q=0.7, */*;q=0.5"])
        #expect(accept.quality(of: try #require(MediaRange("text/plain"))) == 700)
        #expect(accept.quality(of: try #require(MediaRange("text/html"))) == 300)
        #expect(accept.quality(of: try #require(MediaRange("image/png"))) == 500)
    }

    @Test(arguments: [("1", 1_000), ("0", 0), ("0.5", 500), ("1.000", 1_000), ("0.001", 1), ("0.", 0), ("1.", 1_000)])
    func readsWeights(text: String, thousandths: Int) throws {
        #expect(AcceptHeader(["a/b;q=\(text)"]).quality(of: try #require(MediaRange("a/b"))) == thousandths)
    }

    @Test(arguments: ["1.001", "2", "-1", ".5", "0.1234", "0,5", "x", ""])
    func ignoresElementsWithBadWeights(text: String) throws {
        let accept = AcceptHeader(["a/b;q=\(text), c/d"])
        #expect(accept.quality(of: try #require(MediaRange("a/b"))) == 0)
    }
}
