public import JSON

/// What a certificate says of itself, read without judging it.
public struct CertificateFacts: Sendable, Equatable {
    public struct Key: Sendable, Equatable {
        /// "RSA", "EC", "DSA", "Ed25519", "Ed448", or the dotted identifier of another kind.
        public let algorithm: String
        /// The size that decides its strength, 0 if it is not known.
        public let bits: Int
    }

    /// Distinguished names as "C=DE, O=Example, CN=www.example.com".
    public let subject: String
    public let issuer: String
    public let commonName: String?
    /// The serial number in hex.
    public let serial: String
    public let notBefore: Timestamp
    public let notAfter: Timestamp
    /// The subject alternative names: DNS names in lower case, and addresses.
    public let names: [String]
    public let addresses: [IPAddress]
    public let key: Key
    /// The algorithm of the issuer's signature, such as "sha256WithRSAEncryption".
    public let signature: String
    /// SHA-256 of the whole certificate, in hex.
    public let fingerprint: String
    public let der: [UInt8]

    /// Whether the signature rests on a broken hash: SHA-1, MD5 or older.
    public var hasWeakSignature: Bool {
        let name = signature.lowercased()
        return ["md2", "md4", "md5", "sha1"].contains { name.contains($0) }
    }

    /// Whether the key can be broken with known means: RSA and DSA below 2048 bits, elliptic curves below 224.
    public var hasWeakKey: Bool {
        switch key.algorithm {
        case "RSA", "DSA": key.bits < 2048
        case "EC": key.bits < 224
        default: false
        }
    }

    /// Whether the certificate is for `host` (RFC 6125): only its alternative names count, never the common name.
    public func covers(_ host: Host) -> Bool {
        switch host {
        case .address(let address): addresses.contains(address)
        case .name(let name): names.contains { Self.matches($0, name) }
        }
    }

    /// A leading "*" stands for exactly one label, above at least two others.
    private static func matches(_ pattern: String, _ name: String) -> Bool {
        guard pattern.hasPrefix("*.") else { return pattern == name }
        let suffix = pattern.dropFirst(1)
        guard suffix.dropFirst().contains("."), name.hasSuffix(suffix) else { return false }
        let label = name.dropLast(suffix.count)
        return !label.isEmpty && !label.contains(".")
    }
}
