import JSON
import Testing

@testable import Agents

/// Lines of the forms that servers and loggers write.
@Suite struct LogReaderTests {
    private static let now = Timestamp("2026-11-25T12:00:00Z") ?? Timestamp(milliseconds: 0)

    private func read(_ line: String, _ choice: LogReader.Choice = .auto, unit: DurationWord.Unit = .seconds)
        -> LogRecord?
    {
        LogReader(choice, unit: unit, now: Self.now).read(Array(line.utf8)[...])
    }

    private func time(_ text: String) -> Int? { Timestamp(text).map { Int($0.milliseconds) } }

    @Test func readsTheCommonFormat() throws {
        let line = #"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif?x=1 HTTP/1.0" 200 2326"#
        var expected = LogRecord(.common)
        expected.time = time("2000-10-10T20:55:36Z")
        expected.client = "127.0.0.1"
        expected.method = "GET"
        expected.path = "/a.gif"
        expected.status = 200
        expected.bytes = 2_326
        #expect(read(line) == expected)
    }

    @Test(
        arguments: [
            ("", nil), (" 0.012", 12), (" 1834", 1.834), (" 15ms", 15), (#" "-" 0.5"#, 500), (" rt=0.250 uct=-", nil),
            (" rt=0.250", 250), (" 127.0.0.1:80", nil),
        ] as [(String, Double?)]) func readsTheTimeAtTheEndOfTheCombinedFormat(rest: String, milliseconds: Double?)
        throws
    {
        let line = #"::1 - - [25/Nov/2026:01:02:03 +0000] "POST /b HTTP/1.1" 503 - "http://a/\"b" "curl/8""# + rest
        let record = try #require(read(line))
        #expect(record.form == .combined)
        #expect(record.status == 503 && record.bytes == 0 && record.isError)
        #expect(record.milliseconds == milliseconds)
        #expect(record.content == "POST /b 503")
    }

    @Test func keepsARequestThatIsNone() throws {
        let record = try #require(read(#"1.2.3.4 - - [25/Nov/2026:01:02:03 +0000] "\x16\x03\x01" 400 157 "-" "-""#))
        #expect(record.path == nil && record.message == #"\x16\x03\x01"#)
    }

    @Test(
        arguments: [
            (
                "2026-11-25 03:04:05,678 ERROR [main] com.example.Pool - no connection", LogLevel.error,
                "[main] com.example.Pool - no connection"
            ),
            ("2026-11-25T03:04:05.678Z  WARN 12 --- slow", .warning, "12 --- slow"),
            ("2026/11/25 03:04:05 [error] 7#7: *1 open() failed", .error, "7#7: *1 open() failed"),
            ("[Wed Nov 25 03:04:05.678 2026] [core:crit] [pid 7] gone", .critical, "[pid 7] gone"),
            ("Nov 25 03:04:05 host sshd[77]: ERROR: no key", .error, "no key"),
            ("2026-11-25T04:04:05+01:00 info started", nil, "info started"),
            ("ERROR:root:it broke", .error, ""),
            ("level=warn ts=2026-11-25T03:04:05Z msg=slow", .warning, "ts=2026-11-25T03:04:05Z msg=slow"),
        ] as [(String, LogLevel?, String)]) func readsPlainText(line: String, level: LogLevel?, message: String) throws
    {
        let record = try #require(read(line))
        #expect(record.form == .text && record.level == level)
        #expect(message.isEmpty || record.message == message)
        let seconds = record.time.map { $0 / 1000 }
        #expect(line.hasPrefix("ERROR") ? seconds == nil : seconds == time("2026-11-25T03:04:05Z").map { $0 / 1000 })
    }

    @Test(arguments: [
        "", "    at com.example.Main(Main.java:7)", "Traceback (most recent call last):", "there was an ERROR in it",
        "99/99/2026 nonsense", "2026-13-01 00:00:00 x", "{not json", "2026-02-29T00:00:00Z x",
    ]) func knowsWhatItCannotRead(line: String) {
        #expect(read(line) == nil)
    }

    @Test func takesALeapDay() {
        #expect(read("2024-02-29T00:00:00Z x")?.time == time("2024-02-29T00:00:00Z"))
    }

    @Test func aSyslogTimeAfterNowIsOfTheYearBefore() {
        #expect(read("Dec 24 00:00:00 host x: y")?.time == time("2025-12-24T00:00:00Z"))
    }

    @Test func readsJSONByTheNamesOfLoggers() throws {
        let line = #"""
            {"level":"ERROR","ts":1764039845.5,"msg":"failed","status":502,"request":{"uri":"https://a.b/c?d","method":"GET"},"remote_ip":"10.0.0.1","size":12,"duration":0.25}
            """#
        var expected = LogRecord(.json)
        expected.time = 1_764_039_845_500
        expected.level = .error
        expected.status = 502
        expected.method = "GET"
        expected.path = "/c"
        expected.client = "10.0.0.1"
        expected.bytes = 12
        expected.milliseconds = 250
        expected.message = "failed"
        #expect(read(line) == expected)
        #expect(read(line, unit: .milliseconds)?.milliseconds == 0.25)
    }

    @Test(
        arguments: [
            (#"{"level":50}"#, LogLevel.error, nil), (#"{"level":"info","latency_ms":7}"#, .info, 7),
            (#"{"severity":"fatal","elapsed":"1.5s"}"#, .critical, 1_500), (#"{"duration_ns":2000000}"#, nil, 2),
        ] as [(String, LogLevel?, Double?)]) func readsLevelsAndUnits(
            line: String, level: LogLevel?, milliseconds: Double?
        )
    {
        #expect(read(line)?.level == level)
        #expect(read(line)?.milliseconds == milliseconds)
    }

    @Test func triesOnlyTheFormThatWasChosen() {
        #expect(read(#"{"a":1}"#, .text) == nil)
        #expect(read("2026-11-25T03:04:05Z x", .json) == nil)
    }
}
