import Crypto

/// The signature of the Standard Webhooks specification, symmetric scheme "v1": HMAC-SHA256 over id, time and body.
struct WebhookSignature: Sendable {
    private let key: SymmetricKey

    /// Nil unless `secret` is "whsec_" and the base64 of 24 to 64 bytes.
    init?(secret: String) {
        guard secret.hasPrefix("whsec_"), let bytes = Base64.bytes(String(secret.dropFirst(6))),
            (24...64).contains(bytes.count)
        else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// The value of the header webhook-signature; `seconds` is that of webhook-timestamp.
    func sign(id: String, seconds: Int64, body: [UInt8]) -> String {
        let content = Array("\(id).\(seconds).".utf8) + body
        return "v1," + Base64.text(Array(HMAC<SHA256>.authenticationCode(for: content, using: key)))
    }
}
