import JSON
import Outbound

/// What was seen of a server's TLS, together with what it is measured against.
struct TLSView {
    let report: TLSReport
    /// The host that the certificate must be for.
    let expected: Host
    let now: Timestamp
    /// A certificate that ends within this many days is reported.
    let soon: Int

    /// "host:port", as findings name the place.
    var location: String { "\(report.target)" }

    var findings: [Finding] { CertificateRules.findings(self) + ProtocolRules.findings(self) }

    var json: JSONValue {
        [
            "host": .string("\(report.target.host)"), "port": .integer(report.target.port),
            "address": .string("\(report.endpoint.address)"),
            "protocols": JSONValue(report.versions.filter { $0.accepted == true }.map(\.version.name)),
            "versions": .array(report.versions.map(\.json)),
            "weak_ciphers": .array(report.weakSuites.map(\.json)), "alpn": JSONValue(report.applicationProtocol),
            "certificate": report.chain.first?.json ?? .null, "chain": .array(report.chain.map(\.json)),
            "trusted": report.trust.map { .bool($0.isTrusted) } ?? .null,
            "self_signed": report.trust.map { .bool($0.isSelfSigned) } ?? .null,
            "name_matches": report.chain.first.map { .bool($0.covers(expected)) } ?? .null,
            "findings": JSONValue(findings),
        ]
    }
}

extension TLSReport.Version {
    var json: JSONValue {
        [
            "name": .string(version.name), "accepted": accepted.map { .bool($0) } ?? .null,
            "cipher": JSONValue(suite?.description),
        ]
    }
}

extension TLSReport.WeakSuite {
    var json: JSONValue { ["version": .string(version.name), "cipher": .string(suite.description)] }
}

extension CertificateFacts {
    var json: JSONValue {
        [
            "subject": .string(subject), "issuer": .string(issuer), "common_name": JSONValue(commonName),
            "names": JSONValue(names + addresses.map(\.description)), "serial": .string(serial),
            "not_before": .string(notBefore.description), "not_after": .string(notAfter.description),
            "key": ["algorithm": .string(key.algorithm), "bits": .integer(key.bits)],
            "signature": .string(signature), "sha256": .string(fingerprint),
        ]
    }
}
