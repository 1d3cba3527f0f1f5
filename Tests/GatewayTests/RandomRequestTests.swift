import Access
import JSON
import TestSupport
import Testing

@testable import Gateway

/// Requests put together at random from well-formed and broken pieces.
@Suite struct RandomRequestTests {
    static let methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "", "get", "\0"]
    static let segments = [
        "", "v1", "things", "special", "report", "parts", "1", "%", "%2F", "%00", "..", "{thing_id}", "é", "%FF", "+",
    ]
    static let pairs = [
        "limit=1", "limit=", "limit", "=", "&", "tag=a", "ids=1,2", "ids=,", "deep=true", "%", "%ZZ=%ZZ", "name=%F0",
        "x=1", "pipes=||", "ratio=1e999", "ratio=-", "a=b=c", "%00=%00", "dry=true",
    ]
    static let fields = [
        ("Accept", "*/*"), ("Accept", ";;,q=1"), ("Accept", "text/plain"), ("Content-Type", "application/json"),
        ("Content-Type", ";"), ("Content-Type", "a/b;c=\""), ("Authorization", "Bearer ..."), ("Cookie", ";=;"),
        ("X-Mode", ""), ("X-Seeded", ",,1"), ("Content-Encoding", "br"), ("", ""),
    ]
    static let bodies = ["", "{}", "{\"name\":\"a\"}", "[", "{\"name\":{}}", "\u{0}", "null", "\"\\ud800\"", "1e999"]

    @Test(arguments: 1...20) func areAllAnsweredInTheDocumentedForm(seed: UInt64) async throws {
        var random = Seeded(state: seed)
        let rig = try await Rig()
        let token = try await rig.token(.operator)
        for _ in 0..<200 {
            let path = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                "/" + (Self.segments.randomElement(using: &random) ?? "")
            }.joined()
            let query = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Self.pairs.randomElement(using: &random) ?? ""
            }.joined(separator: "&")
            var headers = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Self.fields.randomElement(using: &random) ?? ("", "")
            }
            if Bool.random(using: &random) { headers.append(("Authorization", "Bearer \(token)")) }
            let reply = await rig.send(
                Self.methods.randomElement(using: &random) ?? "", "\(path)?\(query)", headers: headers,
                body: Self.bodies.randomElement(using: &random) ?? "", peer: "\(seed)")
            #expect(reply.headers["X-Request-ID"] == "req-1")
            if reply.status >= 400 {
                #expect(reply.json?["status_code"]?.intValue == reply.status)
                #expect(reply.status < 500)
                #expect(reply.code != nil)
            }
        }
        #expect(rig.events.all.isEmpty)
    }
}
