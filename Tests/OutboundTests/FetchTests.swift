import TestSupport
import Testing

@testable import Outbound

@Suite struct FetchTests {
    private func fetch(_ url: String, allow: [String] = ["127.0.0.1"], _ change: (inout WebRequest) -> Void = { _ in })
        async throws -> WebReply
    {
        var request = WebRequest(url: url)
        change(&request)
        return try await EgressTests.egress(allow: allow).fetch(request)
    }

    private static func reply(_ status: String, _ headers: [String] = [], body: String = "") -> String {
        let lines =
            ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.utf8.count)", "Connection: close", "", ""]
        return lines.joined(separator: "\r\n") + body
    }

    @Test func bringsStatusHeadersAndBody() async throws {
        let server = try LoopbackServer.http { _ in
            Self.reply("418 I'm a teapot", ["Set-Cookie: a=1", "set-cookie: b=2"], body: "hello")
        }
        defer { server.stop() }
        let reply = try await fetch("http://127.0.0.1:\(server.port)/p?q=1") {
            $0.headers = [WebHeader("X-Test", "yes")]
        }
        #expect(reply.status == 418)
        #expect(reply.values(of: "Set-Cookie") == ["a=1", "b=2"])
        #expect(String(decoding: reply.body, as: UTF8.self) == "hello")
        #expect(!reply.isTruncated)
        #expect(reply.endpoint.description == "127.0.0.1:\(server.port)")
        let head = try #require(server.requests.first)
        #expect(head.hasPrefix("GET /p?q=1 HTTP/1.1\r\n"))
        #expect(head.contains("\r\nX-Test: yes\r\n"))
        #expect(head.lowercased().contains("\r\nhost: 127.0.0.1:\(server.port)\r\n"))
        #expect(head.lowercased().contains("\r\naccept-encoding: identity\r\n"))
    }

    @Test func carriesTheTraceOfTheWorkItBelongsTo() async throws {
        let server = try LoopbackServer.http { _ in Self.reply("200 OK") }
        defer { server.stop() }
        let egress = try EgressTests.egress(allow: ["127.0.0.1"])
        var request = WebRequest(url: "http://127.0.0.1:\(server.port)/")
        _ = try await egress.tracing("00-a-b-01").fetch(request)
        _ = try await egress.fetch(request)
        request.headers = [WebHeader("Traceparent", "its own")]
        _ = try await egress.tracing("00-a-b-01").fetch(request)
        let fields = server.requests.map { head in
            head.split(separator: "\r\n").filter { $0.lowercased().hasPrefix("traceparent:") }
        }
        #expect(fields == [["traceparent: 00-a-b-01"], [], ["Traceparent: its own"]])
    }

    @Test func cutsTheBodyAtItsLimit() async throws {
        let server = try LoopbackServer.http { _ in Self.reply("200 OK", body: String(repeating: "x", count: 100_000)) }
        defer { server.stop() }
        let cut = try await fetch("http://127.0.0.1:\(server.port)/") { $0.bodyLimit = 99_999 }
        #expect(cut.body.count == 99_999)
        #expect(cut.isTruncated)
        let whole = try await fetch("http://127.0.0.1:\(server.port)/") { $0.bodyLimit = 100_000 }
        #expect(whole.body.count == 100_000)
        #expect(!whole.isTruncated)
    }

    @Test func followsRedirectsAndKeepsSecretsAtHome() async throws {
        let second = try LoopbackServer.http { _ in Self.reply("200 OK", body: "there") }
        let first = try LoopbackServer.http { head in
            head.hasPrefix("POST /a ")
                ? Self.reply("302 Found", ["Location: /b"])
                : Self.reply("307 Temporary Redirect", ["Location: http://127.0.0.1:\(second.port)/c"])
        }
        defer {
            first.stop()
            second.stop()
        }
        let reply = try await fetch("http://127.0.0.1:\(first.port)/a") {
            $0.method = "POST"
            $0.body = Array("data".utf8)
            $0.headers = [WebHeader("Authorization", "Bearer x"), WebHeader("X-Plain", "y")]
        }
        #expect(String(decoding: reply.body, as: UTF8.self) == "there")
        #expect(reply.url.description == "http://127.0.0.1:\(second.port)/c")
        #expect(reply.redirects.map(\.status) == [302, 307])
        #expect(reply.redirects.map(\.location) == ["/b", "http://127.0.0.1:\(second.port)/c"])
        #expect(first.requests[1].hasPrefix("GET /b "))
        #expect(first.requests[1].contains("Authorization: Bearer x"))
        #expect(!second.requests[0].contains("Authorization"))
        #expect(second.requests[0].contains("X-Plain: y"))
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/meta-data/", "http://[::1]:1/", "//127.0.0.2:%PORT%/",
        "http://2130706433:%PORT%/",
        "http://user@127.0.0.1:%PORT%/", "file:///etc/passwd", "gopher://127.0.0.1:%PORT%/_x",
    ])
    func refusesRedirectsToForbiddenPlaces(location: String) async throws {
        let canary = try LoopbackServer.http { _ in Self.reply("200 OK") }
        let aim = location.replacing("%PORT%", with: "\(canary.port)")
        let server = try LoopbackServer.http { _ in Self.reply("302 Found", ["Location: \(aim)"]) }
        defer {
            canary.stop()
            server.stop()
        }
        let allowed = ["127.0.0.1:\(server.port)"]
        await #expect(throws: EgressError.self) {
            try await fetch("http://127.0.0.1:\(server.port)/", allow: allowed)
        }
        let stopped = try await fetch("http://127.0.0.1:\(server.port)/", allow: allowed) {
            $0.stopsAtFailedRedirect = true
        }
        #expect(stopped.status == 302)
        #expect(stopped.redirects == [])
        #expect(canary.connections == 0)
    }

    @Test func saysWhyARedirectWasRefused() async throws {
        let server = try LoopbackServer.http { _ in Self.reply("302 Found", ["Location: http://10.0.0.1/"]) }
        defer { server.stop() }
        let reason =
            "http://127.0.0.1:\(server.port) redirects there, and 10.0.0.1 is a special address (private network) "
            + "that no allow rule names"
        await #expect(throws: EgressError.notAllowed(target: "10.0.0.1:80", reason: reason)) {
            try await fetch("http://127.0.0.1:\(server.port)/")
        }
    }

    @Test func stopsAfterTheAllowedNumberOfRedirects() async throws {
        let server = try LoopbackServer.http { _ in Self.reply("302 Found", ["Location: /again"]) }
        defer { server.stop() }
        let origin = "http://127.0.0.1:\(server.port)"
        let reason = "\(origin) redirects there, and it is redirect number 4"
        await #expect(throws: EgressError.notAllowed(target: "\(origin)/again", reason: reason)) {
            try await fetch("\(origin)/")
        }
        #expect(server.connections == 4)
    }

    @Test func namesItsFailures() async throws {
        let silent = try LoopbackServer.silent()
        let rude = try LoopbackServer { _, connection in
            _ = connection.read()
            connection.write(Array("nonsense\r\n\r\n".utf8))
        }
        let gone = try LoopbackServer.silent()
        gone.stop()
        defer {
            silent.stop()
            rude.stop()
        }
        let target = "127.0.0.1:\(gone.port)"
        await #expect(throws: EgressError.connection(target: target, reason: "connection refused")) {
            try await fetch("http://\(target)/")
        }
        let limit = Duration.milliseconds(150)
        await #expect(throws: EgressError.timeout(target: "http://127.0.0.1:\(silent.port)", limit: limit)) {
            try await fetch("http://127.0.0.1:\(silent.port)/") { $0.timeout = limit }
        }
        await #expect(throws: EgressError.self) { try await fetch("http://127.0.0.1:\(rude.port)/") }
        await #expect(throws: EgressError.self) { try await fetch("https://127.0.0.1:\(rude.port)/") }
    }

    @Test(arguments: [("Host", "x"), ("Content-Length", "1"), ("X-A\r\nHost", "x"), ("X-A", "x\r\nHost: y"), ("", "x")])
    func refusesHeadersThatReachIntoTheFraming(name: String, value: String) async throws {
        await #expect(throws: EgressError.self) {
            try await fetch("http://127.0.0.1:1/") { $0.headers = [WebHeader(name, value)] }
        }
    }

    @Test func checksCertificatesUnlessToldNotTo() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["DNS:a.test"])
        try openssl.write("HTTP/1.0 200 OK\r\nX-From: tls\r\n\r\nhi", to: "page")
        let server = try openssl.serve("a", ["-HTTP"])
        let dns = try FakeDNS.table(["a.test": [[127, 0, 0, 1]], "b.test": [[127, 0, 0, 1]]])
        defer {
            server.stop()
            dns.stop()
        }
        let untrusting = try EgressTests.egress(allow: ["127.0.0.1"], dns: dns)
        let target = "a.test:\(server.port)"
        let reason = "its chain does not lead to a trusted root in its time"
        await #expect(throws: EgressError.certificate(target: target, reason: reason)) {
            try await untrusting.fetch(WebRequest(url: "https://\(target)/page"))
        }
        var careless = WebRequest(url: "https://\(target)/page")
        careless.verifiesCertificate = false
        #expect(try await untrusting.fetch(careless).values(of: "x-from") == ["tls"])
        let trusting = Egress(
            policy: .loopback, resolver: untrusting.resolver, roots: try TrustStore(pem: openssl.text("a.pem")), own: []
        )
        #expect(try await trusting.fetch(WebRequest(url: "https://\(target)/page")).body == Array("hi".utf8))
        let other = "b.test:\(server.port)"
        await #expect(throws: EgressError.certificate(target: other, reason: "it is for another host")) {
            try await trusting.fetch(WebRequest(url: "https://\(other)/page"))
        }
    }

    @Test(.timeLimit(.minutes(10))) func stopsWhenCancelled() async throws {
        let silent = try LoopbackServer.silent()
        defer { silent.stop() }
        let egress = try EgressTests.egress(allow: ["127.0.0.1"])
        let task = Task {
            var request = WebRequest(url: "http://127.0.0.1:\(silent.port)/")
            request.timeout = .seconds(7200)
            return try await egress.fetch(request)
        }
        while silent.connections == 0 { await Task.yield() }
        task.cancel()
        await #expect(throws: EgressError.cancelled) { try await task.value }
    }
}
