import Crypto
import JSON
import SchemaInstances

/// A JSON Web Token in its compact form, taken apart (RFC 7515 section 3.1, RFC 7519).
struct WebToken {
    var header: JSONValue
    var claims: JSONValue
    var signature: [UInt8]
    /// The three parts as they stand in the token.
    let parts: [String]

    /// Nil for what is no signed token in compact form.
    init?(_ text: String) {
        parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]), !signature.isEmpty,
            let header = Self.object(parts[0]), let claims = Self.object(parts[1])
        else { return nil }
        (self.header, self.claims, self.signature) = (header, claims, signature)
    }

    /// Header and claims as they are signed.
    var signed: String { "\(parts[0]).\(parts[1])" }

    /// When it expires and when it was made, in seconds since 1970.
    var expiry: Int? { claims["exp"]?.intValue }
    var issue: Int? { claims["iat"]?.intValue }

    /// A token with this header and these claims, signed by HMAC and SHA-256 (RFC 7518 section 3.2).
    static func sealed(_ header: JSONValue, _ claims: JSONValue, key: [UInt8]) -> String {
        sealed("\(Base64URL.encode(header.jsonBytes)).\(Base64URL.encode(claims.jsonBytes))", key: key)
    }

    static func sealed(_ text: String, key: [UInt8]) -> String {
        "\(text).\(Base64URL.encode(signature(of: text, key: key)))"
    }

    static func signature(of text: String, key: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: SymmetricKey(data: key)))
    }

    private static func object(_ part: String) -> JSONValue? {
        guard let bytes = Base64URL.decode(part),
            let value = try? JSONValue.parse(String(decoding: bytes, as: UTF8.self)),
            value.objectValue != nil
        else { return nil }
        return value
    }
}

extension JSONValue {
    /// With one member of an object changed; nil removes it.
    func setting(_ name: String, _ value: JSONValue?) -> JSONValue { replacing([name][...], with: value) ?? self }
}
