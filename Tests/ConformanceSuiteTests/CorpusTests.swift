import APISpec
import JSON
import SchemaInstances
import Testing

@testable import ConformanceSuite

/// What is sent is what it says it is.
@Suite struct CorpusTests {
    private static let key = Array("a key for these tests alone, 32 bytes".utf8)
    private static let claims: JSONValue = [
        "sub": "ann", "role": "viewer", "iss": "a", "aud": "a", "iat": 1_000, "nbf": 1_000, "exp": 2_800,
    ]
    private static let text = WebToken.sealed(["alg": "HS256", "typ": "JWT"], claims, key: key)

    @Test func signsAsRFC7515Does() {
        // Appendix A.1 of RFC 7515.
        let signed =
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ"
        let key = Base64URL.decode(
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow")
        #expect(
            WebToken.sealed(signed, key: key ?? []) == "\(signed).dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
    }

    @Test func noForgeryIsTheTokenItself() throws {
        let token = try #require(WebToken(Self.text))
        let all = TokenForgery.all(from: token) + TokenSignature.all(from: token)
        #expect(all.count > 120)
        #expect(Set(all.map(\.0)).count == all.count)
        for (what, forged) in all {
            #expect(forged != Self.text, "\(what)")
            let read = WebToken(forged)
            let isSealed =
                read.map { WebToken.signature(of: $0.signed, key: Self.key) == $0.signature && $0.parts.count == 3 }
                ?? false
            #expect(!isSealed, "\(what)")
        }
    }

    @Test func sealedTokensDifferInClaimsOrHeader() throws {
        let token = try #require(WebToken(Self.text))
        let all = TokenClaims.all(token)
        #expect(all.count == 12)
        for (what, header, claims) in all { #expect(header != token.header || claims != token.claims, "\(what)") }
    }

    @Test func nearlyJSONIsNone() throws {
        let one = try #require(try Judged.spec.get().operations.first { $0.operation.id == "createTask" })
        let schema = try #require(one.jsonBody?.schema)
        let object: JSONObject = ["title": "a", "task_type": "security_scan", "target": "b", "priority": 3]
        let all = NearJSON(object, schema).all
        #expect(all.count > 50)
        for (what, bytes) in all { #expect((try? Document.json(bytes)) == nil, "\(what)") }
        // Each is the object but for what is named: it still holds another member's value.
        #expect(all.allSatisfy { $0.1.count > 10 })
    }

    @Test func malformedRequestsEndWithAnEmptyLine() {
        let all = MalformedHeads.all(host: "a:1", target: "/zz")
        #expect(all.count > 50)
        #expect(Set(all.map(\.0)).count == all.count)
        for (what, bytes) in all { #expect(bytes.firstRange(of: Array("\r\n\r\n".utf8)) != nil, "\(what)") }
    }

    @Test func chunksHoldTheWholeBody() {
        let body = Array("{\"title\":\"a\"}".utf8)
        for (what, coded) in FramingChunked.forms(of: body) {
            var parser = ResponseParser(isHead: false)
            guard
                case .done(let read) = parser.take(
                    Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8) + coded)
            else {
                Issue.record("\(what) is not whole")
                continue
            }
            #expect(read.body == body && read.surplus == 0, "\(what)")
        }
    }

    @Test(arguments: [
        ("1", "1.0", true), ("1e2", "100", true), ("-0", "0", true), ("9007199254740993", "9007199254740992", false),
        ("0.1", "1e-1", true), ("1e400", "1e401", false), ("-5", "5", false), ("120", "1.2E+2", true),
    ]) func comparesNumbersOfAnyLength(left: String, right: String, isSame: Bool) {
        #expect(EncodingNumber.isSame(left, right) == isSame)
    }

    @Test func listsDifferencesByPlace() throws {
        let left = try JSONValue.parse("{\"a\":{\"b\":[1,2]},\"c/d\":1,\"e\":1}")
        let right = try JSONValue.parse("{\"a\":{\"b\":[1,3]},\"c/d\":1.0,\"f\":2}")
        #expect(
            JSONDifference.all(from: left, to: right) == [
                JSONDifference(pointer: "/e", wanted: "1", got: "nothing"),
                JSONDifference(pointer: "/f", wanted: "nothing", got: "2"),
                JSONDifference(pointer: "/a/b/1", wanted: "2", got: "3"),
            ])
    }

    @Test func markupCountsOnlyWhereItIsNoData() {
        let json: [(name: String, value: String)] = [("Content-Type", "application/json")]
        let page: [(name: String, value: String)] = [("Content-Type", "text/html")]
        let body = Array("\"<zz9q onload=alert(1)>\"".utf8)
        #expect(EncodingReflection.fault(RawResponse(status: 404, headers: json, body: body)) == nil)
        #expect(EncodingReflection.fault(RawResponse(status: 404, headers: page, body: body)) == "markup in text/html")
        #expect(EncodingReflection.fault(RawResponse(status: 404, headers: json + [("X-Zz9q", "1")], body: [])) != nil)
        #expect(
            EncodingReflection.fault(RawResponse(status: 404, headers: json + [("Location", "/<zz9q")], body: []))
                != nil)
    }

    @Test func whatIsLeftFallsByOne() {
        #expect(RateArithmetic.fault([99, 98, 97, 96], burst: 100, regained: 1) == nil)
        #expect(RateArithmetic.fault([99, 98, 98, 97], burst: 100, regained: 1) == nil)
        #expect(RateArithmetic.fault([99, 99, 99, 99], burst: 100, regained: 1) == "r is 99, 99, 99, 99")
        #expect(RateArithmetic.fault([99, 90, 89, 88], burst: 100, regained: 1) != nil)
        #expect(RateArithmetic.fault([100, 99, 98, 97], burst: 100, regained: 1) != nil)
    }

    @Test func growthIsToldFromNoise() {
        let short = (0..<24).map { 2 + Double($0 % 5) / 10 }
        #expect(LatencyGrowth.fault(short, short.map { $0 + 12 }, more: 120, budget: 200) != nil)
        // A tenth of a millisecond a hundred objects breaks no budget, and what overlaps is no growth.
        #expect(LatencyGrowth.fault(short, short.map { $0 + 0.1 }, more: 120, budget: 200) == nil)
        #expect(LatencyGrowth.fault(short, short.reversed(), more: 120, budget: 200) == nil)
    }

    @Test func knowsTheTailsOfTheNormalDistribution() {
        #expect(abs(RankSum.upperTail(0) - 0.5) < 1e-6)
        #expect(abs(RankSum.upperTail(1.959_964) - 0.025) < 1e-6)
        #expect(abs(RankSum.upperTail(-1) - 0.841_345) < 1e-6)
        #expect(RankSum.probability([1, 2, 3, 4, 5, 6, 7, 8], below: [11, 12, 13, 14, 15, 16, 17, 18]) < 0.001)
        #expect(RankSum.probability([11, 12, 13, 14], below: [1, 2, 3, 4]) > 0.97)
        #expect(RankSum.median([3, 1, 2]) == 2)
    }

    @Test func readsAndWritesFrames() {
        let text = Array("a text".utf8)
        #expect(
            FrameLink.frames(in: FrameLink.frame(0x81, text, isMasked: false)) == [
                FrameLink.Frame(opcode: 1, payload: text)
            ])
        let long = [UInt8](repeating: 7, count: 70_000)
        let two = FrameLink.frame(0x82, long, isMasked: false) + FrameLink.frame(0x88, [0x03, 0xE8], isMasked: false)
        #expect(FrameLink.frames(in: two).map(\.payload.count) == [70_000, 2])
        #expect(FrameLink.frames(in: two).last?.closeCode == 1000)
        #expect(FrameLink.frames(in: Array(two.dropLast())).count == 1)
    }
}
