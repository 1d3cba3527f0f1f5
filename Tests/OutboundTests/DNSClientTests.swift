import TestSupport
import Testing

@testable import Outbound

@Suite struct DNSClientTests {
    private func resolver(_ servers: [FakeDNS], timeout: Duration = .seconds(5)) -> Resolver {
        Resolver(
            servers: servers.map { Endpoint(Self.loopback, port: $0.port) }, timeout: timeout, attempts: 1)
    }

    private static let loopback = IPAddress(family: .v4, bits: 0x7f00_0001)
    private let dialer = Dialer(slots: ConnectionSlots(limit: 8))

    private func ask(_ server: FakeDNS, _ name: String, _ type: DNSType) async throws -> DNSAnswer {
        try await resolver([server]).ask(DNSQuestion(name: name, type: type), dialer: dialer)
    }

    @Test func answersEveryType() async throws {
        let data: [Int: [UInt8]] = [
            1: [192, 0, 2, 1],
            28: [0x20, 1, 0x0d, 0xb8] + Array(repeating: 0, count: 11) + [1],
            2: [2, 110, 115, 0xc0, 12],
            5: [1, 98, 0xc0, 12],
            6: [2, 110, 115, 0xc0, 12, 4, 104, 111, 115, 116, 0xc0, 12]
                + [0, 0, 0, 7, 0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 10, 0, 0, 0, 11],
            15: [0, 5, 2, 109, 120, 0xc0, 12],
            16: [2, 104, 105, 3, 32, 121, 111],
            257: [128, 5] + Array("issueca.test".utf8),
        ]
        let server = try FakeDNS { query in [query.message(data[query.type].map { [query.record($0)] } ?? [])] }
        defer { server.stop() }
        let expected: [DNSType: DNSRecord.Value] = [
            .a: .address(try #require(IPAddress("192.0.2.1"))),
            .aaaa: .address(try #require(IPAddress("2001:db8::1"))),
            .ns: .name("ns.a.test"),
            .cname: .name("b.a.test"),
            .soa: .authority(
                DNSAuthority(
                    server: "ns.a.test", mailbox: "host.a.test", serial: 7, refresh: 8, retry: 9, expire: 10,
                    minimum: 11)),
            .mx: .mail(preference: 5, exchange: "mx.a.test"),
            .txt: .text("hi yo"),
            .caa: .authorisation(flags: 128, tag: "issue", value: "ca.test"),
        ]
        for type in DNSType.allCases {
            let record = DNSRecord(name: "a.test", type: type, timeToLive: 60, value: try #require(expected[type]))
            #expect(try await ask(server, "a.test", type) == DNSAnswer(outcome: .found, records: [record]))
        }
    }

    @Test func fetchesLongAnswersOverTCP() async throws {
        let server = try FakeDNS { query in
            query.overTCP ? [query.message([query.record([192, 0, 2, 9])])] : [query.message(truncated: true)]
        }
        defer { server.stop() }
        let answer = try await ask(server, "a.test", .a)
        #expect(answer.records.map(\.value) == [.address(try #require(IPAddress("192.0.2.9")))])
        #expect(server.queries.map(\.overTCP) == [false, true])
    }

    @Test func believesOnlyTheAnswerWithItsIDAndQuestion() async throws {
        let server = try FakeDNS { query in
            let wrong = [query.id[0], query.id[1] ^ 1]
            var other = query.question
            other[1] ^= 1
            let forged = query.id + [0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0] + other
            return [
                query.message([query.record([6, 6, 6, 6])], id: wrong), forged, [1, 2, 3],
                query.message([query.record([192, 0, 2, 1])]),
            ]
        }
        defer { server.stop() }
        let answer = try await ask(server, "a.test", .a)
        #expect(answer.records.map(\.value) == [.address(try #require(IPAddress("192.0.2.1")))])
    }

    @Test func asksTheNextServerWhenOneFails() async throws {
        let failing = try FakeDNS { [$0.message(code: 2)] }
        let good = try FakeDNS.table(["a.test": [[192, 0, 2, 1]]])
        defer {
            failing.stop()
            good.stop()
        }
        let answer = try await resolver([failing, good]).ask(DNSQuestion(name: "a.test", type: .a), dialer: dialer)
        #expect(answer.records.count == 1)
        #expect(failing.queries.count == 1)
    }

    @Test func saysWhichServerDidNotAnswer() async throws {
        let mute = try FakeDNS { _ in [] }
        defer { mute.stop() }
        let reason = "the DNS server 127.0.0.1:\(mute.port) did not answer"
        await #expect(throws: EgressError.resolution(name: "a.test", reason: reason)) {
            try await resolver([mute], timeout: .milliseconds(50))
                .ask(DNSQuestion(name: "a.test", type: .a), dialer: dialer)
        }
    }

    @Test func anAnswerThatIsNotThereIsNoError() async throws {
        let server = try FakeDNS.table([:])
        defer { server.stop() }
        #expect(try await ask(server, "a.test", .a) == DNSAnswer(outcome: .noSuchName, records: []))
    }

    @Test func findsAddressesOverAliases() async throws {
        let server = try FakeDNS { query in
            guard query.type == 1 else { return [query.message()] }
            let alias = query.record([1, 98, 4, 116, 101, 115, 116, 0], type: 5)
            let address: [UInt8] = [1, 98, 4, 116, 101, 115, 116, 0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 1]
            let unrelated: [UInt8] = [1, 99, 4, 116, 101, 115, 116, 0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 6, 6, 6, 6]
            return [query.message([address, unrelated, alias])]
        }
        defer { server.stop() }
        let addresses = try await resolver([server]).addresses(of: "a.test", dialer: dialer)
        #expect(addresses.map(\.description) == ["192.0.2.1"])
    }

    @Test func theHostsFileAndLocalhostNeedNoServer() async throws {
        let hosts = HostsFile(
            "# comment\n192.0.2.5 Box.test box # here\n2001:db8::5\tbox\nnonsense line\n192.0.2.5 box\n")
        let resolver = Resolver(servers: [], hosts: hosts)
        #expect(
            try await resolver.addresses(of: "box", dialer: dialer).map(\.description) == ["192.0.2.5", "2001:db8::5"])
        #expect(try await resolver.addresses(of: "box.test", dialer: dialer).map(\.description) == ["192.0.2.5"])
        #expect(
            try await resolver.addresses(of: "x.localhost", dialer: dialer).map(\.description) == ["127.0.0.1", "::1"])
        await #expect(throws: EgressError.resolution(name: "other.test", reason: "no DNS server is configured")) {
            try await resolver.addresses(of: "other.test", dialer: dialer)
        }
    }

    @Test func readsTheServersOfResolvConf() {
        let text = "# c\nsearch x.test\nnameserver 192.0.2.53\nnameserver ::1\nnameserver bad\noptions edns0\n"
        #expect(ResolverFile.servers(text).map(\.description) == ["192.0.2.53:53", "[::1]:53"])
    }
}
