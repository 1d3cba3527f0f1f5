import JSON
import Outbound

/// What can be wrong with a certificate, one rule a function.
enum CertificateRules {
    static func findings(_ view: TLSView) -> [Finding] {
        guard let leaf = view.report.chain.first else { return [] }
        return [validity(leaf, view), trust(leaf, view), host(leaf, view), key(leaf, view)].compactMap { $0 }
            + signatures(view)
    }

    private static let day: Int64 = 86_400_000

    private static func validity(_ leaf: CertificateFacts, _ view: TLSView) -> Finding? {
        let evidence: JSONValue = [
            "not_before": .string(leaf.notBefore.description), "not_after": .string(leaf.notAfter.description),
            "checked_at": .string(view.now.description), "subject": .string(leaf.subject),
        ]
        let left = (leaf.notAfter.milliseconds - view.now.milliseconds) / day
        if view.now > leaf.notAfter {
            return Finding(
                rule: "tls.cert.expired", severity: .high,
                title: "The certificate expired \(days(-left)) ago", evidence: evidence,
                remedy: "Renew the certificate and install it together with its chain.", location: view.location)
        }
        if view.now < leaf.notBefore {
            return Finding(
                rule: "tls.cert.not_yet_valid", severity: .high, title: "The certificate is not valid yet",
                evidence: evidence, remedy: "Check the clock of the server and the dates of the certificate.",
                location: view.location)
        }
        guard left < view.soon else { return nil }
        return Finding(
            rule: "tls.cert.expires_soon", severity: left < 7 ? .medium : .low,
            title: "The certificate expires in \(days(left))", evidence: evidence,
            remedy: "Renew the certificate now, and automate its renewal.", location: view.location)
    }

    private static func days(_ count: Int64) -> String {
        count == 0 ? "less than a day" : count == 1 ? "1 day" : "\(count) days"
    }

    /// A self-signed certificate is reported as that alone: that nobody else vouches for it follows.
    private static func trust(_ leaf: CertificateFacts, _ view: TLSView) -> Finding? {
        guard let trust = view.report.trust, !trust.isTrusted else { return nil }
        let evidence: JSONValue = [
            "subject": .string(leaf.subject), "issuer": .string(leaf.issuer),
            "chain_length": .integer(view.report.chain.count), "reason": JSONValue(trust.reason),
        ]
        if trust.isSelfSigned {
            return Finding(
                rule: "tls.cert.self_signed", severity: .high, title: "The certificate is self-signed",
                evidence: evidence, remedy: "Install a certificate from an authority that clients trust.",
                location: view.location)
        }
        return Finding(
            rule: "tls.cert.untrusted", severity: .high, title: "The certificate chain leads to no trusted authority",
            evidence: evidence,
            remedy: "Send the missing intermediate certificates, or use an authority that clients trust.",
            location: view.location)
    }

    private static func host(_ leaf: CertificateFacts, _ view: TLSView) -> Finding? {
        if leaf.covers(view.expected) { return nil }
        return Finding(
            rule: "tls.cert.wrong_host", severity: .high, title: "The certificate is not for \(view.expected)",
            evidence: [
                "expected": .string("\(view.expected)"), "common_name": JSONValue(leaf.commonName),
                "names": JSONValue(leaf.names + leaf.addresses.map(\.description)),
            ],
            remedy: "Get a certificate with \(view.expected) among its subject alternative names.",
            location: view.location)
    }

    private static func key(_ leaf: CertificateFacts, _ view: TLSView) -> Finding? {
        guard leaf.hasWeakKey else { return nil }
        return Finding(
            rule: "tls.cert.weak_key", severity: .high,
            title: "The certificate's \(leaf.key.algorithm) key has only \(leaf.key.bits) bits",
            evidence: ["algorithm": .string(leaf.key.algorithm), "bits": .integer(leaf.key.bits)],
            remedy: "Make a new key: RSA with at least 2048 bits, or an elliptic curve such as P-256.",
            location: view.location)
    }

    /// The signature of a root that signs itself protects nothing, so it is not judged (RFC 9325 section 4.3).
    private static func signatures(_ view: TLSView) -> [Finding] {
        view.report.chain.enumerated().filter { place, facts in
            facts.hasWeakSignature && (place == 0 || facts.subject != facts.issuer)
        }.map { place, facts in
            Finding(
                rule: "tls.cert.weak_signature", severity: .high,
                title: "\(place == 0 ? "The certificate" : "An intermediate certificate") is signed with "
                    + facts.signature,
                evidence: ["signature": .string(facts.signature), "subject": .string(facts.subject)],
                remedy: "Have the certificate issued anew with SHA-256 or better.", location: view.location)
        }
    }
}
