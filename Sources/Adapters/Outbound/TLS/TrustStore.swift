import NIOSSL
import SwiftASN1
@_spi(DisableValidityCheck) import X509

/// The certificate authorities whose word is taken.
public struct TrustStore: Sendable {
    let store: CertificateStore
    /// The same roots for the TLS library.
    let roots: NIOSSLTrustRoots

    /// The authorities that this system trusts.
    public static let system = TrustStore(store: .systemTrustRoots, roots: .default)

    /// Trusts exactly the certificates in `pem`; throws `EgressError.invalid` if there is none to read.
    public init(pem: String) throws(EgressError) {
        do {
            let certificates = try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
            let parsed = try certificates.map { try Certificate(derEncoded: $0.toDERBytes()) }
            self.init(store: CertificateStore(parsed), roots: .certificates(certificates))
        } catch {
            throw .invalid("the trusted certificates cannot be read: \(error)")
        }
    }

    private init(store: CertificateStore, roots: NIOSSLTrustRoots) {
        self.store = store
        self.roots = roots
    }

    /// Whether the chain, the server's own certificate first, leads to a trusted root.
    ///
    /// Dates are left to the caller, so that an expired certificate of a trusted authority is told from one that nobody
    /// vouches for.
    func verdict(on chain: [CertificateFacts]) async -> ChainVerdict {
        let certificates = chain.compactMap { try? Certificate(derEncoded: $0.der) }
        guard let leaf = certificates.first, certificates.count == chain.count else {
            let own = chain.first.map { $0.subject == $0.issuer } ?? false
            return ChainVerdict(isSelfSigned: own, isTrusted: false, reason: "its kind of key is not supported")
        }
        let isSelfSigned = leaf.issuer == leaf.subject && leaf.publicKey.isValidSignature(leaf.signature, for: leaf)
        var verifier = Verifier(rootCertificates: store) { InspectionPolicy() }
        let others = CertificateStore(certificates.dropFirst())
        switch await verifier.validate(leaf: leaf, intermediates: others) {
        case .validCertificate: return ChainVerdict(isSelfSigned: isSelfSigned, isTrusted: true, reason: nil)
        case .couldNotValidate(let failures):
            let reason = failures.first.map { "\($0.policyFailureReason)" } ?? "no path to a trusted root"
            return ChainVerdict(isSelfSigned: isSelfSigned, isTrusted: false, reason: reason)
        }
    }
}

/// Whether anyone trusted vouches for a certificate.
public struct ChainVerdict: Sendable, Equatable {
    public let isSelfSigned: Bool
    public let isTrusted: Bool
    /// Why it is not trusted.
    public let reason: String?
}

/// RFC 5280 without dates and host names, which are judged one by one elsewhere.
private struct InspectionPolicy: VerifierPolicy {
    private var base = RFC5280Policy.withValidityCheckDisabled()

    /// Extensions that may be marked critical without making the chain unreadable.
    let verifyingCriticalExtensions =
        RFC5280Policy.withValidityCheckDisabled().verifyingCriticalExtensions
        + [.X509ExtensionID.subjectAlternativeName, .X509ExtensionID.extendedKeyUsage]

    mutating func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) async -> PolicyEvaluationResult {
        base.chainMeetsPolicyRequirements(chain: chain)
    }
}
