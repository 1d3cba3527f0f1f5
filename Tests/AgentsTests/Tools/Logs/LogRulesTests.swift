import JSON
import Testing

@testable import Agents

/// What in a log is worth a finding, and how grave it is.
@Suite struct LogRulesTests {
    private func findings(_ lines: [String], slow: Double = 1_000) -> [Finding] {
        let reader = LogReader(now: Timestamp(milliseconds: 0))
        var statistics = LogStatistics()
        for line in lines {
            let bytes = Array(line.utf8)[...]
            statistics.add(bytes, reader.read(bytes))
        }
        return LogRules(statistics: statistics, path: "a.log", slow: slow).findings
    }

    private func request(_ status: Int, _ seconds: String = "0.010", minute: Int = 0) -> String {
        let clock = (minute < 10 ? "0" : "") + "\(minute)"
        return "1.1.1.1 - - [25/Nov/2026:01:\(clock):00 +0000] \"GET / HTTP/1.1\" \(status) 1 \"-\" \"-\" \(seconds)"
    }

    @Test func aQuietLogHasNoFindings() {
        #expect(findings((0..<100).map { _ in request(200) }).isEmpty)
        #expect(findings([]).isEmpty)
    }

    @Test(
        arguments: [(4, []), (5, ["log.http.server_errors medium"]), (20, ["log.http.server_errors high"])]
            as [(Int, [String])])
    func judgesTheShareOfServerErrors(count: Int, expected: [String]) throws {
        let found = findings((0..<200).map { request($0 < count ? 503 : 200) })
        #expect(found.map { "\($0.rule) \($0.severity.rawValue)" } == expected)
        guard let first = found.first else { return }
        #expect(first.evidence["statuses"] == ["503": .integer(count)])
        #expect(first.evidence["first_line"] == 1 && first.evidence["last_line"] == .integer(count))
        #expect(first.location == "a.log:1")
    }

    @Test(arguments: [(1, []), (2, ["low"]), (6, ["medium"]), (60, ["high"])] as [(Int, [String])])
    func judgesLatencyByWhomItHits(percent: Int, expected: [String]) {
        let found = findings((0..<100).map { request(200, $0 < percent ? "2.000" : "0.010") })
        #expect(found.map(\.severity.rawValue) == expected)
        #expect(found.allSatisfy { $0.rule == "log.latency.slow" && $0.evidence["max_ms"] == 2_000.0 })
    }

    @Test func namesABurstWithItsLines() throws {
        let calm = (0..<30).map { request(200, minute: $0) }
        let burst = (0..<25).map { _ in request(500, minute: 30) }
        let found = findings(calm + burst + (31..<60).map { request(200, minute: $0) })
        let finding = try #require(found.first { $0.rule == "log.errors.burst" })
        #expect(finding.severity == .high)
        #expect(finding.title == "25 errors from 2026-11-25T01:30:00.000Z on")
        #expect(finding.evidence["first_line"] == 31 && finding.evidence["last_line"] == 55)
    }

    @Test func saysWhichLinesItCouldNotRead() {
        let found = findings(["?", request(200), request(200)])
        #expect(found.map(\.rule) == ["log.lines.unparsed"])
        #expect(found[0].severity == .low && found[0].evidence["example"] == "?" && found[0].location == "a.log:1")
    }

    @Test func judgesLevels() {
        let found = findings((0..<50).map { "2026-11-25T03:04:05Z \($0 < 10 ? "ERROR" : "INFO") x" })
        #expect(found.map(\.rule) == ["log.errors.share"])
        #expect(found[0].severity == .high && found[0].evidence["errors"] == 10)
    }
}
