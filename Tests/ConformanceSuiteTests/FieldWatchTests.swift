import APISpec
import JSON
import Testing

@testable import ConformanceSuite

/// The watches over fields and leaks, each silent about a right answer and finding the wrong one.
@Suite struct FieldWatchTests {
    /// The rules that find something in an answer.
    private func findings(_ watch: any Watch, _ response: RawResponse, target: String = "/zz") throws -> [Finding] {
        let run = try Judged.run()
        let request = RawRequest(method: "GET", target: target)
        let ask = Ask(operation: nil, request: request, attempt: "a question", title: "zz")
        watch.judge(Exchange(ask: ask, response: response), run)
        return run.ledger.cases([watch.rule]).flatMap(\.findings)
    }

    private static let fields: [(name: String, value: String)] = [
        ("Date", "Sat, 28 Nov 2026 02:39:00 GMT"), ("Content-Type", "application/json"), ("X-Request-ID", "1"),
    ]

    private static func answer(
        _ status: Int = 200, _ body: String = "{}", without name: String = "",
        adding more: [(name: String, value: String)] = [],
        surplus: Int = 0
    ) -> RawResponse {
        var response = RawResponse(
            status: status, headers: fields.filter { $0.name != name } + more, body: Array(body.utf8))
        response.surplus = surplus
        return response
    }

    /// The watch, a right answer and a wrong one.
    private static let table: [(watch: any Watch, right: RawResponse, wrong: RawResponse)] = [
        (HeaderDate(), answer(), answer(without: "Date", adding: [("Date", "2026-11-28T02:39:00Z")])),
        (HeaderDate(), answer(), answer(without: "Date", adding: [("Date", "Sat, 28 Nov 2026 04:39:00 GMT")])),
        (HeaderFraming(), answer(), answer(surplus: 4)),
        (HeaderFraming(), answer(204), answer(204, adding: [("Content-Length", "0")])),
        (HeaderSingle(), answer(), answer(adding: [("content-type", "text/html")])),
        (
            HeaderCharset(), answer(),
            answer(without: "Content-Type", adding: [("Content-Type", "application/json; charset=latin-1")])
        ),
        (HeaderChallenge(), answer(401, adding: [("WWW-Authenticate", "Bearer realm=\"a\"")]), answer(401)),
        (HeaderRetryAfter(), answer(429, adding: [("Retry-After", "3")]), answer(429)),
        (
            HeaderRetryAfter(), answer(503, adding: [("Retry-After", "Sat, 28 Nov 2026 04:39:00 GMT")]),
            answer(503, adding: [("Retry-After", "soon")])
        ),
        (HeaderVersion(), answer(adding: [("Server", "amas")]), answer(adding: [("Server", "nginx/1.22.1")])),
        (
            HeaderNoStore(), answer(200, "{\"access_token\":\"a\"}", adding: [("Cache-Control", "private, no-store")]),
            answer(200, "{\"access_token\":\"a\"}")
        ),
        (LeakError(), answer(404, "{\"detail\":\"no such thing\"}"), answer(400, "Traceback (most recent call last):")),
        (
            LeakError(), answer(400, "{\"detail\":\"/zz is nowhere\"}"),
            answer(400, "{\"detail\":\"open /usr/lib/zz failed\"}")
        ),
        (LeakSecret(), answer(), answer(200, "{\"was\":\"a password of olga\"}")),
        (LeakSecret(), answer(200, "{\"access_token\":\"to.ke.n\"}"), answer(200, "{\"echo\":\"to.ke.n\"}")),
    ]

    @Test(arguments: table.indices) func findsWhatIsWrongAndNothingElse(row: Int) throws {
        let (watch, right, wrong) = Self.table[row]
        #expect(try findings(watch, right).map(\.got) == [])
        #expect(try findings(watch, wrong).count == 1)
    }

    @Test func comparesThePolicyWithTheOperation() throws {
        let run = try Judged.run()
        let one = try #require(run.spec.operations.first { $0.operation.id == "listTasks" })
        let ask = Ask(operation: one, request: RawRequest(method: "GET", target: "/"), attempt: "a question")
        for (field, count) in [("\"api\";q=100;w=1", 0), ("\"auth\";q=5;w=1", 1)] {
            run.ledger = Ledger()
            RatePolicy().judge(Exchange(ask: ask, response: Self.answer(adding: [("RateLimit-Policy", field)])), run)
            #expect(run.ledger.cases([RatePolicy.rule]).flatMap(\.findings).count == count)
        }
    }

    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000), ("Mon, 06 Nov 1994 08:49:37 GMT", nil),
            ("Sun, 6 Nov 1994 08:49:37 GMT", nil), ("Sunday, 06-Nov-94 08:49:37 GMT", nil),
            ("Sun Nov  6 08:49:37 1994", nil),
            ("Sun, 06 Nov 1994 24:49:37 GMT", nil),
        ] as [(String, Int?)])
    func readsTheOneFormOfAMoment(text: String, seconds: Int?) {
        #expect(HTTPMoment.seconds(text) == seconds)
    }

    @Test func findsLeaveForEveryOrigin() {
        let star = [("Access-Control-Allow-Origin", "*")]
        #expect(HeaderCrossOrigin.fault(Self.answer(), "https://a") == nil)
        #expect(HeaderCrossOrigin.fault(Self.answer(adding: star), "https://a") == nil)
        #expect(
            HeaderCrossOrigin.fault(Self.answer(adding: [("Access-Control-Allow-Origin", "https://a")]), "https://a")
                != nil)
        #expect(
            HeaderCrossOrigin.fault(
                Self.answer(adding: star + [("Access-Control-Allow-Credentials", "true")]), "https://a") != nil)
    }
}
