import JSON
import TestSupport
import Testing

@testable import Agents

@Suite struct HTTPLoadTests {
    private static func reply(_ status: String = "200 OK", _ headers: [String] = [], body: String = "hello") -> String {
        (["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.utf8.count)", "", ""]).joined(separator: "\r\n")
            + body
    }

    private func load(_ server: LoopbackServer, _ more: JSONObject = [:]) async throws -> JSONValue {
        var input: JSONObject = [
            "url": .string("http://127.0.0.1:\(server.port)/"), "requests": 20, "connections": 2,
            "duration_ms": 300_000,
            "timeout_ms": 60_000,
        ]
        for (name, value) in more { input[name] = value }
        return try await HTTPLoad().run(.object(input), in: Lab.context())
    }

    @Test func tellsWhatItMeasured() async throws {
        let text = Self.reply("200 OK", ["Server: test", "Set-Cookie: secret=1"])
        let server = try LoopbackServer.persistent { _, _ in text }
        defer { server.stop() }
        let output = try await load(server)
        #expect(
            output.objectValue?.keys == [
                "url", "address", "mode", "rate", "connections", "duration_ms", "ended_by", "requests", "answers",
                "unsent", "errors", "status", "failed", "failed_percent", "bytes", "throughput", "latency", "service",
                "connect", "connections_opened", "closed_by_server", "sample", "precision_percent", "findings",
            ])
        #expect(output["url"] == .string("http://127.0.0.1:\(server.port)/"))
        #expect(output["address"] == .string("127.0.0.1:\(server.port)"))
        #expect(output["mode"] == "closed" && output["rate"] == JSONValue.null)
        #expect(output["requests"] == 20 && output["answers"] == 20 && output["ended_by"] == "requests")
        #expect(
            output["errors"] == ["connect": 0, "tls": 0, "timeout": 0, "closed": 0, "protocol": 0, "total": 0])
        #expect(output["status"] == ["200": 20] && output["failed"] == 0)
        #expect(output["bytes"] == ["received": .integer(20 * text.utf8.count), "body": 100])
        #expect(output["connections_opened"] == 2 && output["closed_by_server"] == 0)
        #expect(output["sample"]?["headers"] == ["content-length": "5", "server": "test"])
        #expect(output["latency"]?["count"] == 20)
        let told = ["min", "p50", "p75", "p90", "p95", "p99", "p99_9", "max"].compactMap {
            output["latency"]?["\($0)_ms"]?.doubleValue
        }
        #expect(told.count == 8 && told == told.sorted() && told[0] > 0)
        #expect(output.rules == [])
    }

    @Test func failuresAreAFindingAboveTheShareThatIsAllowed() async throws {
        let server = try LoopbackServer.persistent { number, _ in
            number % 10 == 0 ? nil : Self.reply(number % 10 == 5 ? "503 Busy" : "200 OK")
        }
        defer { server.stop() }
        let output = try await load(server)
        #expect(output["failed"] == 4 && output["failed_percent"]?.doubleValue == 20)
        let finding = try #require(output.finding("load.errors"))
        #expect(finding["severity"] == "high")
        #expect(finding["title"] == "20 % of the requests failed under load")
        #expect(finding["evidence"]?["status"] == ["200": 16, "503": 2])
        #expect(finding["evidence"]?["errors"]?["closed"] == 2)
        #expect(output.rules == ["load.errors"])
    }

    @Test func aShareThatIsAllowedIsNoFinding() async throws {
        let server = try LoopbackServer.persistent { number, _ in Self.reply(number == 7 ? "500 Broken" : "200 OK") }
        defer { server.stop() }
        let output = try await load(server, ["max_error_percent": 5])
        #expect(output["failed_percent"]?.doubleValue == 5 && output.rules == [])
    }

    @Test func slownessIsAFindingOnlyAgainstAThreshold() async throws {
        let server = try LoopbackServer.persistent { _, _ in Self.reply() }
        defer { server.stop() }
        let strict = try await load(
            server, ["max_p95_ms": 0.001, "max_p99_ms": 0.001, "min_requests_per_s": 1_000_000_000])
        #expect(strict.rules == ["load.latency.p95", "load.latency.p99", "load.throughput.low"])
        #expect(strict.finding("load.latency.p95")?["severity"] == "high")
        #expect(strict.finding("load.latency.p99")?["evidence"]?["latency"] == strict["latency"])
        let mild = try await load(
            server, ["max_p95_ms": 300_000, "max_p99_ms": 300_000, "min_requests_per_s": 0.001])
        #expect(mild.rules == [])
    }

    @Test func aRateThatIsNotKeptIsAFinding() async throws {
        let server = try LoopbackServer.persistent { _, _ in "" }
        defer { server.stop() }
        let output = try await load(
            server, ["rate": 100, "requests": 10, "connections": 1, "duration_ms": 95, "timeout_ms": 400])
        #expect(output["mode"] == "rate" && output["rate"] == 100)
        #expect(output["requests"] == 1 && output["unsent"] == 9 && output["latency"] == JSONValue.null)
        #expect(output.rules == ["load.errors", "load.rate.not_kept"])
        #expect(
            output.finding("load.rate.not_kept")?["title"] == "9 of 10 requests found no free connection in time")
    }

    @Test func closingEachConnectionIsAFinding() async throws {
        let server = try LoopbackServer.http { _ in Self.reply("200 OK", ["Connection: close"]) }
        defer { server.stop() }
        let output = try await load(server)
        #expect(output["closed_by_server"] == 20 && output.rules == ["load.keep_alive.none"])
    }

    @Test(arguments: [
        (["Content-Type: text/html; charset=utf-8"], 2_000, ["load.compression.none"]),
        (["Content-Type: application/problem+json"], 2_000, ["load.compression.none"]),
        (["Content-Type: text/html", "Content-Encoding: gzip"], 2_000, []),
        (["Content-Type: image/png"], 2_000, []),
        (["Content-Type: text/html"], 1_000, []),
    ])
    func textThatIsWorthCompressingAndIsNotIsAFinding(headers: [String], size: Int, rules: [String]) async throws {
        let server = try LoopbackServer.persistent { _, _ in
            Self.reply("200 OK", headers, body: String(repeating: "x", count: size))
        }
        defer { server.stop() }
        #expect(try await load(server).rules == rules)
        #expect(try await load(server, ["headers": ["accept-encoding": "identity"]]).rules == [])
    }

    @Test func saysWhenOnlyARedirectWasMeasured() async throws {
        let server = try LoopbackServer.persistent { _, _ in Self.reply("302 Found", ["Location: /there"], body: "") }
        defer { server.stop() }
        let output = try await load(server)
        #expect(output.rules == ["load.redirect"])
        #expect(output.finding("load.redirect")?["evidence"] == ["status": 302, "location": "/there"])
        #expect(server.requests.allSatisfy { $0.hasPrefix("GET / ") })
    }
}
