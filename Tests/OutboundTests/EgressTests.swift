import TestSupport
import Testing

@testable import Outbound

@Suite struct EgressTests {
    /// An egress that asks `dns` for names and takes no address for this machine's own.
    static func egress(allow: [String], deny: [String] = [], dns: FakeDNS? = nil) throws -> Egress {
        let servers = dns.map { [Endpoint(IPAddress(family: .v4, bits: 0x7f00_0001), port: $0.port)] } ?? []
        return Egress(
            policy: try EgressPolicy(allow: allow, deny: deny),
            resolver: Resolver(servers: servers, timeout: .seconds(5), attempts: 1), own: [])
    }

    /// Spellings of loopback and metadata addresses that some library or resolver understands.
    static let spellings = [
        "127.0.0.1", "127.0.0.2", "127.255.255.254", "127.1", "127.0.1", "0", "0.0.0.0", "0.0.0.1", "2130706433",
        "017700000001", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "0177.1", "127.0.0.0x1", "127.000.000.001",
        "127.0.0.1.", "127.0.0.1%00", "127.0.0.1%20", "①②⑦.⓪.⓪.①", "127。0。0。1", "127.0.0.1@example.com", "localhost",
        "LOCALHOST", "localhost.", "a.localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1", "::", "[::]", "::ffff:127.0.0.1",
        "[::ffff:127.0.0.1]", "::ffff:7f00:1", "[::ffff:7f00:1]", "::127.0.0.1", "::7f00:1", "64:ff9b::127.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "::1%lo", "[::1%25lo]",
        "169.254.169.254", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518", "0xa9.0xfe.0xa9.0xfe",
        "::ffff:169.254.169.254", "[::ffff:a9fe:a9fe]", "64:ff9b::a9fe:a9fe", "fd00:ec2::254", "[fd00:ec2::254]",
        "169.254.170.2", "100.100.100.200", "fe80::1", "10.0.0.1", "192.168.0.1", "172.16.0.1", "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255", "240.0.0.1", "fc00::1", "ff02::1", "metadata.google.internal", "rebind.test", "mixed.test",
    ]

    /// What the names among them resolve to, as an attacker would set it up.
    static func hostileDNS() throws -> FakeDNS {
        try FakeDNS.table([
            "metadata.google.internal": [[169, 254, 169, 254]], "rebind.test": [[127, 0, 0, 1]],
            "mixed.test": [[93, 184, 216, 34], [127, 0, 0, 1]],
        ])
    }

    @Test func noSpellingReachesLoopbackOrMetadata() async throws {
        let canary = try LoopbackServer.http { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let dns = try Self.hostileDNS()
        defer {
            canary.stop()
            dns.stop()
        }
        let open = try Self.egress(
            allow: ["0.0.0.0/0", "::/0", "localhost", "*.localhost", "*.test", "*.internal", "*.example.com"], dns: dns)
        for spelling in Self.spellings {
            await #expect(throws: EgressError.self, "\(spelling)") {
                try await open.check(host: spelling, port: canary.port)
            }
            await #expect(throws: EgressError.self, "\(spelling)") {
                try await open.scan(host: spelling, ports: [canary.port])
            }
            await #expect(throws: EgressError.self, "\(spelling)") {
                try await open.inspectTLS(host: spelling, port: canary.port)
            }
            await #expect(throws: EgressError.self, "\(spelling)") {
                try await open.fetch(WebRequest(url: "http://\(spelling):\(canary.port)/"))
            }
        }
        #expect(Self.spellings.count >= 60)
        #expect(canary.connections == 0)
    }

    @Test func refusesAMixedAnswerAsAWhole() async throws {
        let dns = try Self.hostileDNS()
        defer { dns.stop() }
        let reason = "127.0.0.1 is a special address (loopback) that no allow rule names"
        await #expect(throws: EgressError.notAllowed(target: "mixed.test:80", reason: reason)) {
            try await Self.egress(allow: ["*.test"], dns: dns).check(host: "mixed.test", port: 80)
        }
    }

    @Test func asksNoServerForANameThatCannotPass() async throws {
        let dns = try Self.hostileDNS()
        defer { dns.stop() }
        let egress = try Self.egress(allow: ["*.good.test"], dns: dns)
        await #expect(throws: EgressError.notAllowed(target: "x.evil.test", reason: "no allow rule matches it")) {
            try await egress.check(host: "x.evil.test", port: 80)
        }
        await #expect(throws: EgressError.notAllowed(target: "x.evil.test", reason: "no allow rule matches it")) {
            try await egress.query("x.evil.test", .txt)
        }
        #expect(dns.queries == [])
    }

    @Test func givesTheCheckedAddressesIPv4First() async throws {
        let six: [UInt8] = [0x20, 1, 0x0d, 0xb8] + Array(repeating: 0, count: 11) + [1]
        let dns = try FakeDNS.table(["a.test": [six, [192, 0, 2, 7]]])
        defer { dns.stop() }
        let egress = try Self.egress(allow: ["192.0.2.0/24", "2001:db8::/32"], dns: dns)
        let target = try await egress.check(host: "A.test", port: 443)
        #expect(target.description == "a.test:443")
        #expect(target.endpoints.map(\.description) == ["192.0.2.7:443", "[2001:db8::1]:443"])
    }

    @Test func refusesPortsThatAreNone() async throws {
        await #expect(throws: EgressError.invalid("0 is not a port from 1 to 65535")) {
            try await Self.egress(allow: ["127.0.0.1"]).check(host: "127.0.0.1", port: 0)
        }
    }

    @Test func anAnswerThatChangesGainsNothing() async throws {
        // The first question is answered with an allowed address where nothing listens, every later one with the canary's.
        let canary = try LoopbackServer.http { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let dns = try FakeDNS { query in
            guard query.type == 1 else { return [query.message()] }
            return [query.message([query.record(query.earlier == 0 ? [127, 0, 0, 2] : [127, 0, 0, 1])])]
        }
        defer {
            canary.stop()
            dns.stop()
        }
        let egress = try Self.egress(allow: ["127.0.0.2"], dns: dns)
        let first = "http://rebind.test:\(canary.port)/"
        await #expect(
            throws: EgressError.connection(target: "rebind.test:\(canary.port)", reason: "connection refused")
        ) {
            try await egress.fetch(WebRequest(url: first))
        }
        let reason = "127.0.0.1 is a special address (loopback) that no allow rule names"
        await #expect(throws: EgressError.notAllowed(target: "rebind.test:\(canary.port)", reason: reason)) {
            try await egress.fetch(WebRequest(url: first))
        }
        #expect(dns.queries.count { $0.type == 1 } == 2)
        #expect(canary.connections == 0)
    }

    @Test func nothingGoesOutAfterShutdown() async throws {
        let server = try LoopbackServer.silent()
        defer { server.stop() }
        let egress = try Self.egress(allow: ["127.0.0.1"])
        egress.shutdown()
        await #expect(throws: EgressError.closed) {
            try await egress.fetch(WebRequest(url: "http://127.0.0.1:\(server.port)/"))
        }
        await #expect(throws: EgressError.closed) { try await egress.scan(host: "127.0.0.1", ports: [server.port]) }
        #expect(server.connections == 0)
    }
}
