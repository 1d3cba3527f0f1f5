import JSON
import SchemaInstances

/// Tokens that look like one of the server's and are not.
enum ForgedTokens {
    /// Each with what is wrong about it, in words.
    ///
    /// A token that is no JWT has only a few of them.
    static func all(from token: String, dice: inout Dice) -> [(String, String)] {
        let plain = [("a word", "zz"), ("a token of another make", "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl")]
        let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let signature = Base64URL.decode(parts[2]), let claims = Base64URL.decode(parts[1]),
            let payload = try? JSONValue.parse(String(decoding: claims, as: UTF8.self)), !signature.isEmpty
        else { return plain + [("the token cut by one character", String(token.dropLast()))] }
        let signed = "\(parts[0]).\(parts[1])"
        let other = (0..<signature.count).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
        var flipped = signature
        flipped[0] ^= 1
        var raised = payload
        raised["role"] = "admin"
        raised["exp"] = 4_102_444_800
        func none(_ name: String) -> String { Base64URL.encode(Array("{\"alg\":\"\(name)\",\"typ\":\"JWT\"}".utf8)) }
        return plain + [
            ("alg none without signature", "\(none("none")).\(parts[1])."),
            ("alg nOnE with the signature", "\(none("nOnE")).\(parts[1]).\(parts[2])"),
            ("a signature of another key", "\(signed).\(Base64URL.encode(other))"),
            ("one bit of the signature flipped", "\(signed).\(Base64URL.encode(flipped))"),
            ("half of the signature", "\(signed).\(Base64URL.encode(Array(signature.prefix(signature.count / 2))))"),
            ("no signature", "\(signed)."), ("two parts", signed),
            ("other claims under the old signature", "\(parts[0]).\(Base64URL.encode(raised.jsonBytes)).\(parts[2])"),
            (
                "a header with a key of its own",
                "\(Base64URL.encode(Array("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}".utf8))).\(parts[1]).\(parts[2])"
            ),
        ]
    }
}

/// Base64 of RFC 4648 section 5, without padding.
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(alphabet[Int(bits >> count & 63)])
            }
        }
        if count > 0 { text.append(alphabet[Int(bits << (6 - count) & 63)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil for a character that is not of the alphabet.
    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (bits, count): (UInt32, UInt32) = (0, 0)
        for character in text.utf8 {
            guard let digit = alphabet.firstIndex(of: character) else { return nil }
            bits = bits << 6 | UInt32(digit)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }
}
