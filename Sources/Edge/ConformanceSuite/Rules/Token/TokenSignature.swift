import APISpec
import JSON
import SchemaInstances

/// Every bit of the signature counts: it is neither compared in part nor cut to fit (RFC 7515 section 5.2).
struct TokenSignature: Probe {
    static let rule = Rule(
        "token.signature", "A token whose signature is changed in any byte, or cut at any length, is refused",
        basis: "security, RFC 7515 section 5.2", fault: 311)

    func run(_ run: Run) async throws(Abort) {
        guard let door = TokenDoor(Self.rule, run), let token = door.webToken(Self.rule, run) else { return }
        for (what, changed) in Self.all(from: token) { try await door.refuse(changed, what, Self.rule, run) }
    }

    /// Each with what is wrong about it, in words.
    static func all(from token: WebToken) -> [(String, String)] {
        let changed = token.signature.indices.map { index in
            var signature = token.signature
            signature[index] ^= 1 << UInt8(index % 8)
            return (
                "one bit of byte \(index) of the signature changed", "\(token.signed).\(Base64URL.encode(signature))"
            )
        }
        // By characters, since what decodes leniently takes parts of a byte.
        let cut = (0..<token.parts[2].utf8.count).map { length in
            ("a signature of \(length) characters", "\(token.signed).\(token.parts[2].prefix(length))")
        }
        return changed + cut + [
            ("the signature twice", "\(token.signed).\(token.parts[2])\(token.parts[2])"),
            ("the signature with \"=\" behind it", "\(token.signed).\(token.parts[2])="),
            ("claims cut by one character", "\(token.parts[0]).\(token.parts[1].dropLast()).\(token.parts[2])"),
            ("a header cut by one character", "\(token.parts[0].dropLast()).\(token.parts[1]).\(token.parts[2])"),
        ]
    }
}
