import Crypto
public import JSON

/// Seals credentials so that the database alone is worth nothing: AES-256-GCM (NIST SP 800-38D).
///
/// Sealed is one byte of version, a random nonce of 12 bytes that no two seals share, ciphertext and tag. The id of the
/// integration is authenticated with it, so that one integration's credentials cannot be put in another's place.
public struct CredentialVault: Sendable {
    /// How many bytes a key has.
    public static let keyBytes = 32
    private static let version: UInt8 = 1
    private let key: SymmetricKey

    /// Nil unless the key has `keyBytes` bytes.
    public init?(key: [UInt8]) {
        guard key.count == Self.keyBytes else { return nil }
        self.key = SymmetricKey(data: key)
    }

    /// The members of `credentials` as nobody without the key can read them.
    public func seal(_ credentials: JSONValue, for integration: String) throws(CredentialVaultError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(
                credentials.jsonBytes, using: key, authenticating: Self.context(integration))
            guard let combined = box.combined else { throw CredentialVaultError.notSealed }
            return [Self.version] + combined
        } catch {
            throw .notSealed
        }
    }

    /// What `seal` was given; throws for another key, another integration, or one bit changed.
    public func open(_ sealed: [UInt8], for integration: String) throws(CredentialVaultError) -> JSONValue {
        guard sealed.first == Self.version else { throw .notOpened }
        do {
            let box = try AES.GCM.SealedBox(combined: sealed.dropFirst())
            let plain = try AES.GCM.open(box, using: key, authenticating: Self.context(integration))
            return try JSONValue.parse(String(decoding: plain, as: UTF8.self))
        } catch {
            throw .notOpened
        }
    }

    private static func context(_ integration: String) -> [UInt8] {
        Array("amas integration credentials 1 \(integration)".utf8)
    }
}

/// Why credentials could not be sealed or opened; says nothing of what is in them.
public enum CredentialVaultError: Error, Sendable, Equatable {
    case notSealed
    /// Another key sealed them, for another integration perhaps, or they were changed.
    case notOpened
}
