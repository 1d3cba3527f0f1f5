import TestSupport
import Testing

@testable import Outbound

@Suite struct PortScanTests {
    private let pace = ScanPace(timeout: .milliseconds(300), patience: .milliseconds(400))

    @Test func tellsOpenClosedAndFilteredPortsApart() async throws {
        let http = try LoopbackServer.http { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let greeting = try LoopbackServer { _, connection in
            connection.write(Array("220 mail.test ESMTP\u{7}\r\nmore\r\n".utf8))
            _ = connection.read()
        }
        let silent = try LoopbackServer.silent()
        let gone = try LoopbackServer.silent()
        let deaf = try DeafPort()
        gone.stop()
        defer { for stop in [http.stop, greeting.stop, silent.stop, deaf.stop] { stop() } }
        let ports = [http.port, greeting.port, silent.port, gone.port, deaf.port]
        let scan = try await EgressTests.egress(allow: ["127.0.0.1"]).scan(host: "127.0.0.1", ports: ports, pace: pace)
        let expected = [
            OpenPort(number: http.port, tls: false, http: true, banner: nil),
            OpenPort(number: greeting.port, tls: false, http: false, banner: "220 mail.test ESMTP?"),
            OpenPort(number: silent.port, tls: false, http: false, banner: nil),
        ]
        #expect(scan.open == expected.sorted { $0.number < $1.number })
        #expect(scan.closed == [gone.port])
        #expect(scan.filtered == [deaf.port])
        #expect(scan.address.description == "127.0.0.1")
    }

    @Test func seesTLSAndHTTPBehindIt() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["IP:127.0.0.1"])
        let web = try openssl.serve("a", ["-www"])
        let plain = try openssl.serve("a", ["-tls1_3"])
        defer {
            web.stop()
            plain.stop()
        }
        let scan = try await EgressTests.egress(allow: ["127.0.0.1"]).scan(
            host: "127.0.0.1", ports: [web.port, plain.port], pace: ScanPace(patience: .seconds(1)))
        let expected = [
            OpenPort(number: web.port, tls: true, http: true, banner: nil),
            OpenPort(number: plain.port, tls: true, http: false, banner: nil),
        ]
        #expect(scan.open == expected.sorted { $0.number < $1.number })
    }

    @Test func touchesExactlyTheGivenPorts() async throws {
        let asked = try LoopbackServer.silent()
        let other = try LoopbackServer.silent()
        defer {
            asked.stop()
            other.stop()
        }
        let egress = try EgressTests.egress(allow: ["127.0.0.1"])
        let scan = try await egress.scan(host: "127.0.0.1", ports: [asked.port, asked.port], pace: pace)
        #expect(scan.open.map(\.number) == [asked.port])
        #expect(other.connections == 0)
    }

    @Test func refusesTheWholeScanForOneForbiddenPort() async throws {
        let server = try LoopbackServer.silent()
        defer { server.stop() }
        let egress = try EgressTests.egress(allow: ["127.0.0.1:\(server.port)"])
        let reason = "127.0.0.1 is a special address (loopback) that no allow rule names"
        await #expect(throws: EgressError.notAllowed(target: "127.0.0.1:1", reason: reason)) {
            try await egress.scan(host: "127.0.0.1", ports: [server.port, 1], pace: pace)
        }
        await #expect(throws: EgressError.invalid("there is no port to scan")) {
            try await egress.scan(host: "127.0.0.1", ports: [], pace: pace)
        }
        #expect(server.connections == 0)
    }

    @Test(.timeLimit(.minutes(10))) func stopsWhenCancelled() async throws {
        let server = try LoopbackServer.silent()
        let deaf = try DeafPort()
        defer {
            server.stop()
            deaf.stop()
        }
        let egress = try EgressTests.egress(allow: ["127.0.0.1"])
        // Only cancelling can end this scan before the time limit of the test.
        let scan = Task {
            try await egress.scan(
                host: "127.0.0.1", ports: [server.port, deaf.port],
                pace: ScanPace(timeout: .seconds(7200), patience: .seconds(7200)))
        }
        while server.connections == 0 { await Task.yield() }
        scan.cancel()
        await #expect(throws: EgressError.cancelled) { try await scan.value }
    }

    @Test func isAsSlowAsItsPaceSays() async throws {
        let silent = try (0..<2).map { _ in try LoopbackServer.silent() }
        let gone = try (0..<3).map { _ in try LoopbackServer.silent() }
        for server in gone { server.stop() }
        defer { for server in silent { server.stop() } }
        let egress = try EgressTests.egress(allow: ["127.0.0.1"])
        let clock = ContinuousClock()
        let byRate = try await clock.measure {
            let scan = try await egress.scan(host: "127.0.0.1", ports: gone.map(\.port), pace: ScanPace(rate: 10))
            #expect(scan.closed.count == 3)
        }
        #expect(byRate >= .milliseconds(200))
        // A silent port is listened to four times: for a greeting, two TLS hellos and a request.
        let byConcurrency = try await clock.measure {
            let pace = ScanPace(concurrency: 1, patience: .milliseconds(50))
            let scan = try await egress.scan(host: "127.0.0.1", ports: silent.map(\.port), pace: pace)
            #expect(scan.open.count == 2)
        }
        #expect(byConcurrency >= .milliseconds(400))
    }

    @Test func keepsItsLimits() {
        #expect(ScanPace(concurrency: 0, rate: 0) == ScanPace(concurrency: 1, rate: 1))
        #expect(ScanPace(concurrency: 9_999, rate: 9_999) == ScanPace(concurrency: 128, rate: 1_000))
    }
}
