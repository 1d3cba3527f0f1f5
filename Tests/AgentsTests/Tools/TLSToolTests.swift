import JSON
import Outbound
import Testing
import TestSupport

@testable import Agents

@Suite struct TLSToolTests {
    private static let day: Int64 = 86_400_000

    /// The output for a server with this certificate, `days` from now.
    private func inspect(
        _ openssl: OpenSSL, _ certificate: String, _ arguments: [String] = [], input: JSONObject = [:], days: Int64 = 0,
        roots: TrustStore = .system
    ) async throws -> JSONValue {
        let server = try openssl.serve(certificate, arguments)
        defer { server.stop() }
        var input = input
        if input["host"] == nil { input["host"] = "127.0.0.1" }
        input["port"] = .integer(server.port)
        let now = Timestamp(milliseconds: Timestamp.now().milliseconds + days * Self.day)
        return try await TLSInspect().run(.object(input), in: Lab.context(roots: roots, now: now))
    }

    private func lab(_ body: (OpenSSL) async throws -> Void) async throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("ca", names: [])
        try openssl.signed("good", by: "ca", names: ["IP:127.0.0.1", "DNS:good.localhost"])
        try await body(openssl)
    }

    @Test func findsNothingWrongWithAGoodServer() async throws {
        try await lab { openssl in
            let roots = try TrustStore(pem: openssl.text("ca.pem"))
            let output = try await inspect(
                openssl, "good", ["-alpn", "h2"], input: ["expires_soon_days": 20], roots: roots)
            #expect(output["findings"] == [])
            #expect(output["protocols"] == ["TLS 1.2", "TLS 1.3"])
            #expect(output["trusted"] == true)
            #expect(output["self_signed"] == false)
            #expect(output["name_matches"] == true)
            #expect(output["alpn"] == "h2")
            #expect(output["certificate"]?["subject"] == "CN=good")
            #expect(output["certificate"]?["names"] == ["good.localhost", "127.0.0.1"])
            #expect(output["certificate"]?["key"] == ["algorithm": "EC", "bits": 256])
            let versions = output["versions"]?.arrayValue ?? []
            #expect(versions.map { $0["accepted"] } == [false, false, false, true, true])
            #expect(versions.last == ["name": "TLS 1.3", "accepted": true, "cipher": "TLS_AES_256_GCM_SHA384"])
        }
    }

    @Test func judgesTheDatesByTheGivenClock() async throws {
        try await lab { openssl in
            let roots = try TrustStore(pem: openssl.text("ca.pem"))
            let expired = try await inspect(openssl, "good", days: 33, roots: roots)
            #expect(expired.rules == ["tls.cert.expired"])
            #expect(expired.finding("tls.cert.expired")?["title"] == "The certificate expired 3 days ago")
            #expect(expired.finding("tls.cert.expired")?["severity"] == "high")
            let soon = try await inspect(openssl, "good", days: 20, roots: roots)
            #expect(soon.rules == ["tls.cert.expires_soon"])
            #expect(soon.finding("tls.cert.expires_soon")?["severity"] == "low")
            let early = try await inspect(openssl, "good", days: -2, roots: roots)
            #expect(early.rules == ["tls.cert.not_yet_valid"])
        }
    }

    @Test func tellsSelfSignedUntrustedAndMisplacedCertificates() async throws {
        try await lab { openssl in
            #expect(try await inspect(openssl, "good", input: ["expires_soon_days": 0]).rules == ["tls.cert.untrusted"])
            try openssl.selfSigned("own", names: ["DNS:other.test"])
            let own = try await inspect(openssl, "own", input: ["expires_soon_days": 0])
            #expect(own.rules == ["tls.cert.self_signed", "tls.cert.wrong_host"])
            #expect(own.finding("tls.cert.wrong_host")?["title"] == "The certificate is not for 127.0.0.1")
            #expect(own.finding("tls.cert.wrong_host")?["evidence"]?["names"] == ["other.test"])
            let named = try await inspect(
                openssl, "own", input: ["expires_soon_days": 0, "server_name": "other.test"])
            #expect(named.rules == ["tls.cert.self_signed"])
        }
    }

    @Test func findsEverythingWrongWithABadServer() async throws {
        try await lab { openssl in
            try openssl.selfSigned("bad", names: ["IP:127.0.0.1"], key: ["rsa:1024"], more: ["-sha1"])
            let output = try await inspect(
                openssl, "bad", ["-no_tls1_3", "-cipher", "ALL:NULL-SHA256:@SECLEVEL=0"], days: 40)
            #expect(
                Set(output.rules) == [
                    "tls.cert.expired", "tls.cert.self_signed", "tls.cert.weak_key", "tls.cert.weak_signature",
                    "tls.protocol.tls1_0", "tls.protocol.tls1_1", "tls.protocol.no_tls1_3", "tls.cipher.broken",
                ])
            #expect(output["protocols"] == ["TLS 1.0", "TLS 1.1", "TLS 1.2"])
            #expect(output.finding("tls.protocol.tls1_0")?["severity"] == "medium")
            #expect(output.finding("tls.protocol.no_tls1_3")?["severity"] == "info")
            for finding in output["findings"]?.arrayValue ?? [] {
                #expect(finding["remedy"]?.stringValue?.isEmpty == false)
                #expect(finding["evidence"]?.objectValue?.isEmpty == false)
                #expect(finding["location"]?.stringValue?.hasPrefix("127.0.0.1:") == true)
            }
            #expect(
                output["weak_ciphers"]?.arrayValue?.contains([
                    "version": "TLS 1.2", "cipher": "TLS_RSA_WITH_NULL_SHA256",
                ]) == true)
        }
    }

    @Test func saysWhenThereIsNoTLS12() async throws {
        try await lab { openssl in
            let output = try await inspect(openssl, "good", ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
            #expect(output.finding("tls.protocol.no_tls1_2")?["severity"] == "high")
            #expect(output.finding("tls.protocol.no_tls1_3") == nil)
        }
    }
}
