import JSON
import TestSupport
import Testing

@testable import Outbound

@Suite struct CertificateFactsTests {
    private func facts(_ key: [String], more: [String] = [], names: [String] = []) throws -> CertificateFacts {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: names, key: key, more: more)
        return try #require(CertificateFacts(der: openssl.der("a")))
    }

    @Test(arguments: [
        (["rsa:2048"], [], "RSA", 2048, "sha256WithRSAEncryption", false, false),
        (["rsa:1024"], ["-sha1"], "RSA", 1024, "sha1WithRSAEncryption", true, true),
        (["rsa:512"], ["-md5"], "RSA", 512, "md5WithRSAEncryption", true, true),
        (["rsa:2047"], ["-sha512"], "RSA", 2047, "sha512WithRSAEncryption", true, false),
        (["ec", "-pkeyopt", "ec_paramgen_curve:P-384"], ["-sha384"], "EC", 384, "ecdsa-with-SHA384", false, false),
        (["ec", "-pkeyopt", "ec_paramgen_curve:prime192v1"], [], "EC", 192, "ecdsa-with-SHA256", true, false),
        (["ed25519"], [], "Ed25519", 256, "Ed25519", false, false),
        (["ed448"], [], "Ed448", 456, "Ed448", false, false),
        (
            ["rsa:2048"], ["-sigopt", "rsa_padding_mode:pss", "-sha1"], "RSA", 2048, "rsassaPss with sha1", false, true
        ),
        (
            ["rsa:2048"], ["-sigopt", "rsa_padding_mode:pss", "-sha384"], "RSA", 2048, "rsassaPss with sha384", false,
            false
        ),
    ])
    func readsKeysAndSignatures(
        key: [String], more: [String], algorithm: String, bits: Int, signature: String, weakKey: Bool,
        weakSignature: Bool
    ) throws {
        let facts = try facts(key, more: more)
        #expect(facts.key == CertificateFacts.Key(algorithm: algorithm, bits: bits))
        #expect(facts.signature == signature)
        #expect(facts.hasWeakKey == weakKey)
        #expect(facts.hasWeakSignature == weakSignature)
    }

    @Test func readsNamesAndAddresses() throws {
        let facts = try facts(
            ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
            names: ["DNS:A.example", "DNS:*.b.example", "IP:192.0.2.1", "IP:2001:db8::1", "email:x@a.example"])
        #expect(facts.names == ["a.example", "*.b.example"])
        #expect(facts.addresses.map(\.description) == ["192.0.2.1", "2001:db8::1"])
        #expect(facts.subject == "C=DE, O=Test, CN=a")
        #expect(facts.issuer == facts.subject)
        #expect(facts.fingerprint.count == 64)
        #expect(facts.notAfter.milliseconds - facts.notBefore.milliseconds == 30 * 86_400_000)
        #expect(abs(facts.notBefore.milliseconds - Timestamp.now().milliseconds) < 60_000)
    }

    @Test(arguments: [
        ("a.example", true), ("A.Example", true), ("x.b.example", true), ("b.example", false), ("x.y.b.example", false),
        ("xb.example", false), ("c.example", false), ("192.0.2.1", true), ("192.0.2.2", false), ("2001:db8:0::1", true),
    ])
    func coversExactlyItsNames(host: String, covered: Bool) throws {
        let facts = try facts(
            ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"],
            names: ["DNS:a.example", "DNS:*.b.example", "IP:192.0.2.1", "IP:2001:db8::1"])
        #expect(facts.covers(try Host(host)) == covered)
    }

    @Test func theCommonNameDoesNotCount() throws {
        #expect(try !facts(["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]).covers(Host("a")))
    }

    @Test func readsOldAndFarTimes() throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.run(["req", "-new", "-nodes", "-newkey", "rsa:2048", "-subj", "/CN=t", "-keyout", "k", "-out", "r"])
        try openssl.write("", to: "index.txt")
        try openssl.write("01", to: "serial")
        try openssl.write(
            "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\n[p]\n",
            to: "ca.conf")
        try openssl.run([
            "ca", "-batch", "-selfsign", "-config", "ca.conf", "-keyfile", "k", "-in", "r", "-out", "t.pem",
            "-startdate",
            "19990102030405Z", "-enddate", "20510607080910Z",
        ])
        let facts = try #require(CertificateFacts(der: openssl.der("t")))
        #expect(facts.notBefore.description == "1999-01-02T03:04:05.000Z")
        #expect(facts.notAfter.description == "2051-06-07T08:09:10.000Z")
        #expect(facts.serial == "01")
    }

    @Test func survivesEveryMutation() throws {
        let openssl = try OpenSSL()
        defer { openssl.remove() }
        try openssl.selfSigned("a", names: ["DNS:a.example", "IP:192.0.2.1"])
        let der = try openssl.der("a")
        var readable = 0
        for place in der.indices {
            for value: UInt8 in [0, 1, 0x30, 0x7f, 0x80, 0x84, 0xff] {
                var mutated = der
                mutated[place] = value
                if CertificateFacts(der: mutated) != nil { readable += 1 }
            }
            #expect(CertificateFacts(der: Array(der[..<place])) == nil)
        }
        #expect(readable > der.count)
    }
}
