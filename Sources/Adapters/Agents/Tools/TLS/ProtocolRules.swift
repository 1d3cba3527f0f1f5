import JSON
import Outbound

/// What can be wrong with the protocol versions and ciphers that a server accepts.
enum ProtocolRules {
    static func findings(_ view: TLSView) -> [Finding] {
        outdated(view) + [missing(view)].compactMap { $0 } + ciphers(view)
    }

    private static let rules: [TLSProtocol: (rule: String, severity: Finding.Severity, standard: String)] = [
        .ssl3: ("tls.protocol.ssl3", .high, "RFC 7568"),
        .tls10: ("tls.protocol.tls1_0", .medium, "RFC 8996"),
        .tls11: ("tls.protocol.tls1_1", .medium, "RFC 8996"),
    ]

    private static func outdated(_ view: TLSView) -> [Finding] {
        view.report.versions.filter { $0.accepted == true }.compactMap { version in
            guard let known = rules[version.version] else { return nil }
            return Finding(
                rule: known.rule, severity: known.severity, title: "The server accepts \(version.version.name)",
                evidence: ["version": .string(version.version.name), "cipher": JSONValue(version.suite?.description)],
                remedy: "Turn \(version.version.name) off: it must not be used any more (\(known.standard)).",
                location: view.location)
        }
    }

    /// No finding where the version was not answered in time: that proves nothing.
    private static func missing(_ view: TLSView) -> Finding? {
        let refused = { version in view.report.versions.contains { $0.version == version && $0.accepted == false } }
        guard refused(.tls13) else { return nil }
        let hasTLS12 = !refused(.tls12)
        return Finding(
            rule: hasTLS12 ? "tls.protocol.no_tls1_3" : "tls.protocol.no_tls1_2", severity: hasTLS12 ? .info : .high,
            title: hasTLS12 ? "The server does not offer TLS 1.3" : "The server offers neither TLS 1.2 nor TLS 1.3",
            evidence: ["newest": JSONValue(view.report.newest?.version.name)],
            remedy: hasTLS12 ? "Turn TLS 1.3 on beside TLS 1.2." : "Turn TLS 1.2 and TLS 1.3 on.",
            location: view.location)
    }

    private static func ciphers(_ view: TLSView) -> [Finding] {
        [CipherSuite.Weakness.broken, .weak].compactMap { weakness in
            let suites = view.report.weakSuites.filter { $0.suite.weakness == weakness }
            if suites.isEmpty { return nil }
            let isBroken = weakness == .broken
            return Finding(
                rule: isBroken ? "tls.cipher.broken" : "tls.cipher.weak", severity: isBroken ? .high : .medium,
                title: isBroken
                    ? "The server accepts ciphers that protect nothing"
                    : "The server accepts ciphers with known attacks",
                evidence: ["ciphers": .array(suites.map(\.json))],
                remedy: isBroken
                    ? "Turn off all NULL, anonymous, export and single DES ciphers." : "Turn off RC4 and 3DES.",
                location: view.location)
        }
    }
}
