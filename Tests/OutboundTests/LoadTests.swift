import Foundation
import TestSupport
import Testing

@testable import Outbound

@Suite struct LoadTests {
    private static func reply(_ status: String = "200 OK", _ headers: [String] = [], body: String = "hello") -> String {
        (["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.utf8.count)", "", ""]).joined(separator: "\r\n")
            + body
    }

    private func plan(
        _ url: String, _ pace: LoadPlan.Pace = .closed, connections: Int = 1, requests: Int? = nil,
        duration: Duration = .seconds(300), timeout: Duration = .seconds(60), method: String = "GET", body: String = ""
    ) -> LoadPlan {
        var request = WebRequest(url: url)
        request.timeout = timeout
        request.method = method
        request.body = Array(body.utf8)
        return LoadPlan(request, pace: pace, connections: connections, requests: requests, duration: duration)
    }

    private func load(_ plan: LoadPlan) async throws -> LoadReport {
        try await EgressTests.egress(allow: ["127.0.0.1"]).load(plan)
    }

    private func url(_ server: LoopbackServer, _ target: String = "/") -> String {
        "http://127.0.0.1:\(server.port)\(target)"
    }

    @Test func countsWhatItSentAndWhatCameBack() async throws {
        let text = Self.reply("200 OK", ["X-A: 1", "x-a: 2"])
        let server = try LoopbackServer.persistent { _, _ in text }
        defer { server.stop() }
        let report = try await load(plan(url(server, "/p?q=1"), connections: 5, requests: 50))
        #expect(report.sent == 50 && report.unsent == 0)
        #expect(report.endedBy == .requests)
        #expect(report.endpoint.description == "127.0.0.1:\(server.port)")
        let tally = report.tally
        #expect(tally.answers == 50 && tally.failures == 0)
        #expect(tally.statuses == [200: 50])
        #expect(tally.receivedBytes == 50 * text.utf8.count && tally.bodyBytes == 250)
        #expect(tally.latency.count == 50 && tally.service.count == 50)
        #expect(tally.connect.count == 5 && tally.closings == 0 && server.connections == 5)
        #expect(tally.sample?.value(of: "x-a") == "1, 2")
        #expect(server.requests.count == 50)
        #expect(
            server.requests[0] == """
                GET /p?q=1 HTTP/1.1\r
                Host: 127.0.0.1:\(server.port)\r
                User-Agent: amas\r
                Accept: */*\r
                Accept-Encoding: gzip\r
                \r

                """)
    }

    @Test func tellsAnswersAndErrorsByKind() async throws {
        let server = try LoopbackServer.persistent { number, _ in
            switch number % 5 {
            case 0: nil
            case 1: Self.reply("404 Not Found")
            case 2: "nonsense\r\n\r\n"
            default: Self.reply()
            }
        }
        defer { server.stop() }
        let report = try await load(plan(url(server), connections: 3, requests: 50))
        #expect(report.sent == 50)
        #expect(report.tally.answers == 30)
        #expect(report.tally.statuses == [200: 20, 404: 10])
        #expect(report.tally.errors == [.closed: 10, .protocolFault: 10])
    }

    @Test func anAnswerThatDoesNotComeIsATimeout() async throws {
        let server = try LoopbackServer.persistent { number, _ in number == 2 ? "" : Self.reply() }
        defer { server.stop() }
        let report = try await load(plan(url(server), requests: 4, timeout: .seconds(2)))
        #expect(report.tally.errors == [.timeout: 1])
        #expect(report.tally.answers == 3)
        #expect(server.connections == 2)
    }

    @Test func opensAConnectionAnewWhenTheServerClosesIt() async throws {
        let server = try LoopbackServer.http { _ in Self.reply("200 OK", ["Connection: close"]) }
        defer { server.stop() }
        let report = try await load(plan(url(server), connections: 2, requests: 20))
        #expect(report.tally.answers == 20 && report.tally.failures == 0)
        #expect(report.tally.closings == 20)
        #expect(server.requests.count == 20)
    }

    @Test func sendsMethodAndBody() async throws {
        let server = try LoopbackServer.persistent { _, head in
            head.hasPrefix("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n" : Self.reply("201 Created")
        }
        defer { server.stop() }
        let posted = try await load(plan(url(server), requests: 3, method: "POST", body: "data"))
        #expect(posted.tally.statuses == [201: 3])
        #expect(server.requests.allSatisfy { $0.contains("\r\nContent-Length: 4\r\n") && $0.hasSuffix("\r\n\r\ndata") })
        let asked = try await load(plan(url(server), requests: 3, method: "HEAD"))
        #expect(asked.tally.statuses == [200: 3] && asked.tally.bodyBytes == 0)
    }

    /// One answer takes half a second while requests become due every 10 ms.
    ///
    /// If latency were counted from the sending, as
    /// a closed loop does, one request would be slow; counted from when they were due, fifty are.
    @Test func aStallCountsForTheRequestsThatHadToWaitBehindIt() async throws {
        let server = try LoopbackServer.persistent { number, _ in
            if number == 1 { Thread.sleep(forTimeInterval: 0.5) }
            return Self.reply()
        }
        defer { server.stop() }
        let report = try await load(plan(url(server), .rate(100), requests: 100))
        #expect(report.sent == 100 && report.tally.answers == 100)
        let latency = try #require(LatencySummary(report.tally.latency))
        #expect(latency.max >= .milliseconds(500))
        #expect(latency.p90 >= .milliseconds(399))
        #expect(latency.p75 >= .milliseconds(249))
        #expect(latency.mean >= .milliseconds(124))
        let service = try #require(LatencySummary(report.tally.service))
        #expect(service.max >= .milliseconds(500))
        #expect(service.mean <= latency.mean - .milliseconds(100))
        #expect(report.elapsed >= .seconds(1))
    }

    @Test func countsWhatWasDueAndFoundNoFreeConnection() async throws {
        let server = try LoopbackServer.persistent { _, _ in "" }
        defer { server.stop() }
        let report = try await load(
            plan(url(server), .rate(50), duration: .milliseconds(300), timeout: .milliseconds(500)))
        #expect(report.sent == 1 && report.unsent == 14)
        #expect(report.tally.errors == [.timeout: 1])
        #expect(report.endedBy == .duration)
        #expect(report.throughput == 0)
    }

    @Test func sendsNothingThatThePolicyRefuses() async throws {
        let canary = try LoopbackServer.silent()
        defer { canary.stop() }
        let egress = try EgressTests.egress(allow: [])
        let refusal = await #expect(throws: EgressError.self) { try await egress.load(plan(url(canary))) }
        guard case .notAllowed = refusal else { return #expect(Bool(false), "\(String(describing: refusal))") }
        #expect(canary.connections == 0)
    }

    @Test func namesWhatKeptTheFirstConnectionsFromOpening() async throws {
        let gone = try LoopbackServer.silent()
        gone.stop()
        let target = "127.0.0.1:\(gone.port)"
        await #expect(throws: EgressError.connection(target: target, reason: "connection refused")) {
            try await load(plan("http://\(target)/", connections: 3))
        }
        let deaf = try DeafPort()
        defer { deaf.stop() }
        let place = "127.0.0.1:\(deaf.port)"
        await #expect(throws: EgressError.timeout(target: place, limit: .milliseconds(100))) {
            try await load(plan("http://\(place)/", timeout: .milliseconds(100)))
        }
    }

    @Test func checksCertificatesUnlessToldNotTo() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["DNS:a.test"])
        try openssl.write("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", to: "page")
        let server = try openssl.serve("a", ["-HTTP"])
        let dns = try FakeDNS.table(["a.test": [[127, 0, 0, 1]]])
        defer {
            server.stop()
            dns.stop()
        }
        let untrusting = try EgressTests.egress(allow: ["127.0.0.1"], dns: dns)
        var plan = plan("https://a.test:\(server.port)/page", requests: 3)
        let reason = "its chain does not lead to a trusted root in its time"
        await #expect(throws: EgressError.certificate(target: "a.test:\(server.port)", reason: reason)) {
            try await untrusting.load(plan)
        }
        let trusting = Egress(
            policy: .loopback, resolver: untrusting.resolver, roots: try TrustStore(pem: openssl.text("a.pem")), own: []
        )
        #expect(try await trusting.load(plan).tally.statuses == [200: 3])
        var careless = plan.request
        careless.verifiesCertificate = false
        plan = LoadPlan(careless, pace: .closed, connections: 1, requests: 3)
        let report = try await untrusting.load(plan)
        #expect(report.tally.statuses == [200: 3] && report.tally.bodyBytes == 6 && report.tally.closings == 3)
    }

    @Test func refusesHeadersThatReachIntoTheFraming() async throws {
        var request = WebRequest(url: "http://127.0.0.1:1/")
        request.headers = [WebHeader("Content-Length", "1")]
        await #expect(throws: EgressError.invalid("the header Content-Length is set by the client itself")) {
            try await load(LoadPlan(request, pace: .closed))
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: [LoadPlan.Pace.closed, .rate(1)]) func stopsWhenCancelled(
        pace: LoadPlan.Pace
    ) async throws {
        let server = try LoopbackServer.persistent { number, _ in number == 1 ? "" : Self.reply() }
        defer { server.stop() }
        let egress = try EgressTests.egress(allow: ["127.0.0.1"])
        let plan = plan(url(server), pace, connections: 3)
        let task = Task { try await egress.load(plan) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: EgressError.cancelled) { try await task.value }
    }
}
