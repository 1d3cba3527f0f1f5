import JSON
import TestSupport
import Testing

@testable import Outbound

@Suite struct TLSInspectionTests {
    private func inspect(
        _ port: Int, host: String = "127.0.0.1", serverName: String? = nil, roots: TrustStore = .system,
        limit: Duration = .seconds(5)
    ) async throws -> TLSReport {
        let egress = Egress(policy: .loopback, resolver: Resolver(servers: []), roots: roots, own: [])
        return try await egress.inspectTLS(host: host, port: port, serverName: serverName, limit: limit)
    }

    private func accepted(_ report: TLSReport) -> [String] {
        report.versions.filter { $0.accepted == true }.map(\.version.name)
    }

    @Test func findsEveryVersionAServerAccepts() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["IP:127.0.0.1"], key: ["rsa:2048"])
        for (arguments, versions) in [
            (["-cipher", "ALL:@SECLEVEL=0"], ["TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"]),
            (["-no_tls1_3", "-no_tls1_1", "-cipher", "ALL:@SECLEVEL=0"], ["TLS 1.0", "TLS 1.2"]),
            (["-tls1_3"], ["TLS 1.3"]),
            (["-tls1", "-cipher", "ALL:@SECLEVEL=0"], ["TLS 1.0"]),
            (["-tls1_2", "-cipher", "DHE-RSA-CAMELLIA256-SHA"], ["TLS 1.2"]),
        ] {
            let server = try openssl.serve("a", arguments)
            defer { server.stop() }
            let report = try await inspect(server.port)
            #expect(accepted(report) == versions, "\(arguments)")
            #expect(report.chain.count == 1, "\(arguments)")
            #expect(report.chain.first?.subject == "C=DE, O=Test, CN=a", "\(arguments)")
        }
    }

    @Test func namesTheCipherOfEachVersion() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["IP:127.0.0.1"], key: ["rsa:2048"])
        let server = try openssl.serve(
            "a", ["-cipher", "ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0", "-alpn", "http/1.1"])
        defer { server.stop() }
        let report = try await inspect(server.port)
        #expect(
            report.versions.map { $0.suite?.description } == [
                nil, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", "TLS_AES_256_GCM_SHA384",
            ])
        #expect(report.newest?.version == .tls13)
        #expect(report.applicationProtocol == "http/1.1")
        #expect(report.weakSuites == [])
    }

    @Test func listsWeakCiphers() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["IP:127.0.0.1"], key: ["rsa:2048"])
        let server = try openssl.serve(
            "a", ["-tls1_2", "-cipher", "NULL-SHA256:AECDH-AES128-SHA:ECDHE-RSA-AES128-SHA256:@SECLEVEL=0"])
        defer { server.stop() }
        let report = try await inspect(server.port)
        #expect(
            Set(report.weakSuites.map(\.suite.description)) == [
                "TLS_RSA_WITH_NULL_SHA256", "TLS_ECDH_anon_WITH_AES_128_CBC_SHA",
            ])
        #expect(report.weakSuites.allSatisfy { $0.suite.weakness == .broken && $0.version == .tls12 })
    }

    @Test func readsTheChainThatIsSentForAName() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("ca", names: [])
        try openssl.signed("a.localhost", by: "ca", names: ["DNS:a.localhost", "DNS:*.b.localhost"])
        try openssl.selfSigned("fallback", names: ["DNS:fallback"])
        let server = try openssl.serve(
            "fallback",
            ["-servername", "a.localhost", "-cert2", "a.localhost.pem", "-key2", "a.localhost.key"])
        defer { server.stop() }
        let named = try await inspect(
            server.port, host: "a.localhost", roots: try TrustStore(pem: openssl.text("ca.pem")))
        #expect(named.chain.first?.names == ["a.localhost", "*.b.localhost"])
        #expect(named.trust == ChainVerdict(isSelfSigned: false, isTrusted: true, reason: nil))
        let untrusted = try await inspect(server.port, serverName: "a.localhost")
        #expect(untrusted.chain.first?.commonName == "a.localhost")
        #expect(untrusted.trust?.isTrusted == false)
        let unnamed = try await inspect(server.port)
        #expect(unnamed.chain.first?.commonName == "fallback")
        #expect(unnamed.trust?.isSelfSigned == true)
    }

    @Test func readsAnSSL3ServerToo() async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("old", names: [], key: ["rsa:1024"], more: ["-sha1"])
        let der = try openssl.der("old")
        let server = try LoopbackServer { _, connection in
            let hello = connection.read()
            // Only a hello of SSL 3.0 is answered; everything else gets the alert "protocol_version".
            guard hello.count > 11, hello[9] == 3, hello[10] == 0 else {
                connection.write([21, 3, 0, 0, 2, 2, 70])
                return
            }
            let body = [3, 0] + Array(repeating: UInt8(7), count: 32) + [0, 0, 0x05, 0]
            let message = [2, 0, 0, UInt8(body.count)] + body
            let list = [0, UInt8(der.count >> 8), UInt8(der.count & 255)] + der
            let total = list.count
            let inner = [0, UInt8(total >> 8), UInt8(total & 255)] + list
            let certificate = [11, 0, UInt8(inner.count >> 8), UInt8(inner.count & 255)] + inner
            let flight = message + certificate
            connection.write([22, 3, 0, UInt8(flight.count >> 8), UInt8(flight.count & 255)] + flight)
            _ = connection.read()
        }
        defer { server.stop() }
        let report = try await inspect(server.port)
        #expect(accepted(report) == ["SSL 3.0"])
        #expect(report.newest?.suite?.description == "TLS_RSA_WITH_RC4_128_SHA")
        #expect(report.chain.first?.hasWeakKey == true)
        #expect(report.chain.first?.hasWeakSignature == true)
    }

    @Test func saysWhenAPortDoesNotSpeakTLS() async throws {
        let http = try LoopbackServer { _, connection in
            _ = connection.read()
            connection.write(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        }
        let silent = try LoopbackServer.silent()
        let gone = try LoopbackServer.silent()
        gone.stop()
        let closing = try LoopbackServer { _, connection in _ = connection.read() }
        defer { for server in [http, silent, closing] { server.stop() } }
        for server in [http, closing] {
            let expected = EgressError.protocolFault(
                target: "127.0.0.1:\(server.port)", reason: "it does not speak TLS")
            await #expect(throws: expected) { try await inspect(server.port, limit: .milliseconds(500)) }
        }
        let limit = Duration.milliseconds(50)
        await #expect(throws: EgressError.timeout(target: "127.0.0.1:\(silent.port)", limit: limit)) {
            try await inspect(silent.port, limit: limit)
        }
        await #expect(throws: EgressError.connection(target: "127.0.0.1:\(gone.port)", reason: "connection refused")) {
            try await inspect(gone.port)
        }
    }
}
