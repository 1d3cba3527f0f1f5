import Crypto

/// An opaque refresh token: one half finds its session, the other proves that it is the latest one of it.
///
/// A store keeps the SHA-256 of each half and never the half. Both are random, so no slow hash is needed.
struct RefreshToken: Sendable {
    private static let selectorBytes = 16
    private static let secretBytes = 32

    private let selector: [UInt8]
    private let secret: [UInt8]

    /// A token for a session that begins.
    ///
    /// - Parameter random: so many unpredictable bytes.
    init(random: (Int) -> [UInt8]) {
        selector = random(Self.selectorBytes)
        secret = random(Self.secretBytes)
    }

    /// Reads a token; nil for text that is none.
    init?(_ text: String) {
        guard let bytes = Base64URL.decode(Array(text.utf8)[...]),
            bytes.count == Self.selectorBytes + Self.secretBytes
        else { return nil }
        selector = Array(bytes.prefix(Self.selectorBytes))
        secret = Array(bytes.dropFirst(Self.selectorBytes))
    }

    private init(selector: [UInt8], secret: [UInt8]) {
        self.selector = selector
        self.secret = secret
    }

    /// The token that takes the place of this one.
    func successor(random: (Int) -> [UInt8]) -> RefreshToken {
        RefreshToken(selector: selector, secret: random(Self.secretBytes))
    }

    /// 64 characters.
    var text: String { Base64URL.encode(selector + secret) }

    var selectorDigest: [UInt8] { Array(SHA256.hash(data: selector)) }
    var secretDigest: [UInt8] { Array(SHA256.hash(data: secret)) }
}
