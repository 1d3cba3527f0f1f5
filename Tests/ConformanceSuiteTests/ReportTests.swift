import JSON
import Testing

@testable import ConformanceSuite

@Suite struct ReportTests {
    static let finding = Finding(
        rule: "body.invalid", subject: "POST /tasks", attempt: "maximum of /priority: 11",
        expected: "400 VALIDATION_ERROR",
        got: "201", spec: SourceLocation(file: "spec/openapi.yaml", line: 12, column: 7),
        curl: "curl -si -H 'Authorization: Bearer '\"$TOKEN\" 'http://h/tasks'")

    static let report = Report(
        url: "http://h", specification: "AMAS 1.0.0", seed: 1,
        rules: [
            Rule("body.invalid", "A broken body is refused", basis: "schemas"),
            Rule("live.beat", "The beat comes", basis: "x-order", level: .should),
        ],
        cases: [
            Case(
                rule: "body.invalid", subject: "POST /tasks", verdict: .failed, checks: 3, findings: [finding],
                spec: finding.spec),
            Case(
                rule: "live.beat", subject: "WebSocket /ws", verdict: .skipped, checks: 0, notes: ["every 20 s & more"]),
        ], requests: 9, seconds: 1.25)

    @Test func writesTextForPeople() {
        #expect(
            Self.report.text == """
                FAILED body.invalid POST /tasks
                   tried:    maximum of /priority: 11
                   expected: 400 VALIDATION_ERROR
                   got:      201
                   spec:     spec/openapi.yaml:12:7
                   curl -si -H 'Authorization: Bearer '"$TOKEN" 'http://h/tasks'

                group  passed  failed  accepted  inconclusive  skipped  checks
                body        0       1         0             0        0       3
                live        0       0         0             0        1       0

                skipped live.beat WebSocket /ws: every 20 s & more

                1 findings; 2 cases: 0 passed, 1 failed, 0 accepted, 0 inconclusive, 1 skipped; 3 checks, 9 requests, 1.3 s
                """)
    }

    @Test func writesJSON() throws {
        let value = try JSONValue.parse(Self.report.json)
        #expect(value["version"] == 1)
        #expect(value["summary"]?["findings"] == 1 && value["ending"] == ["kind": "complete"])
        #expect(
            value["cases"]?[0]?["findings"]?[0]?["spec"] == ["file": "spec/openapi.yaml", "line": 12, "column": 7])
        #expect(value["cases"]?[1]?["notes"] == ["every 20 s & more"])
    }

    @Test func showsABarOnATerminalAndLinesElsewhere() {
        let step = ConformanceEvent.step("auth", done: 2, of: 8)
        #expect(ProgressText(isTerminal: false).text(step) == "[3/8] auth\n")
        #expect(ProgressText(isTerminal: true, width: 8).text(step) == "\r\u{1B}[K[##......] 2/8 auth")
        #expect(
            ProgressText(isTerminal: false).text(.finding(Self.finding))
                == "FAILED body.invalid POST /tasks: maximum of /priority: 11\n")
    }

    @Test func takesSecretsOutOfCurlLines() throws {
        let address = try #require(ServerAddress("http://127.0.0.1:8000"))
        let curl = Curl(secrets: [("to.k.en", "TOKEN"), ("it's", "PASSWORD")])
        var request = RawRequest(
            method: "POST", target: "/a?token=to.k.en", headers: [("Authorization", "Bearer to.k.en")])
        request.body = Array("{\"p\":\"it's\",\"q\":\"a'b\"}".utf8)
        #expect(
            curl.line(request, at: address)
                == #"curl -si --path-as-is -X 'POST' -H 'Authorization: Bearer '"$TOKEN" -H 'Content-Type:' --data-binary '{"p":"'"$PASSWORD"'","q":"a'\''b"}' 'http://127.0.0.1:8000/a?token='"$TOKEN""#
        )
    }

    @Test func showsALongRunByHowItIsMade() throws {
        let address = try #require(ServerAddress("http://h"))
        var request = RawRequest(method: "POST", target: "/", headers: [("Content-Type", "application/json")])
        request.body = Array("{\"a\":\"\(String(repeating: "m", count: 5_000))\"}".utf8)
        #expect(
            Curl().line(request, at: address)
                == #"{ printf %s '{"a":"'; head -c 5000 /dev/zero | tr '\0' 'm'; printf %s '"}'; } | curl -si --path-as-is -X 'POST' -H 'Content-Type: application/json' --data-binary @- 'http://h/'"#
        )
    }

    @Test func countsAnEntryOnceAndPrefersTheWorstVerdict() {
        var ledger = Ledger()
        let rule = Rule("a.b", "t", basis: "")
        ledger.skip("a.b", "x", "why")
        ledger.check("a.b", "x")
        ledger.check("a.b", "y")
        let finding = Finding(
            rule: "a.b", subject: "y", attempt: "1", expected: "2", got: "3", spec: nil, curl: "")
        let (first, again) = (ledger.find(finding), ledger.find(finding))
        #expect(first && !again)
        ledger.skip("a.b", "z", "nobody")
        #expect(
            ledger.cases([rule]) == [
                Case(rule: "a.b", subject: "x", verdict: .passed, checks: 1, notes: ["why"]),
                Case(rule: "a.b", subject: "y", verdict: .failed, checks: 1, findings: [finding]),
                Case(rule: "a.b", subject: "z", verdict: .skipped, checks: 0, notes: ["nobody"]),
            ])
    }
}
