import JSON

/// What a token consists of once its form is in order; nothing in it is to be believed before its signature is checked.
struct SealedToken: Sendable, Equatable {
    /// The bytes that are signed: encoded header, a dot, encoded payload.
    var signed: [UInt8]
    var payload: [UInt8]
    var signature: [UInt8]
}

/// Lets through only tokens of the one form that this server issues (RFC 8725 sections 2 and 3).
///
/// The library behind it compares neither the header's `alg` with the key nor reads `crit`, and decodes leniently: what
/// could confuse it never gets there.
enum TokenGate {
    static let maximumBytes = 4_096

    static func open(_ token: String) throws(TokenError) -> SealedToken {
        guard token.utf8.count <= maximumBytes else { throw .malformed("more than \(maximumBytes) bytes") }
        let bytes = Array(token.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .malformed("\(parts.count) parts") }
        guard let header = Base64URL.decode(parts[0]), let payload = Base64URL.decode(parts[1]),
            let signature = Base64URL.decode(parts[2])
        else { throw .malformed("not base64url") }
        try check(header: header)
        guard signature.count == 32 else { throw .malformed("a signature of \(signature.count) bytes") }
        return SealedToken(
            signed: Array(bytes[..<parts[1].endIndex]), payload: payload, signature: signature)
    }

    /// Allows exactly `alg` and `typ`: `crit`, `jku`, `x5u`, `jwk`, `zip`, `b64` and every `kid` are of other makers.
    private static func check(header: [UInt8]) throws(TokenError) {
        guard !header.contains(UInt8(ascii: "\\")) else { throw .header("escapes") }
        let root = try object(header)
        for (key, _) in root.members where !(key.equals("alg") || key.equals("typ")) {
            throw .header("\(key.string ?? "") is not allowed")
        }
        guard let algorithm = root["alg"], algorithm.equals("HS256") else { throw .header("alg is not HS256") }
        guard let type = root["typ"], type.equals("JWT") else { throw .header("typ is not JWT") }
    }

    /// The JSON object in the bytes; members that appear twice are refused by the reader.
    static func object(_ bytes: [UInt8]) throws(TokenError) -> Node {
        let limits = JSONLimits(bytes: maximumBytes, depth: 8, nodes: 256)
        let document: Document
        do { document = try Document.json(bytes, limits: limits) } catch { throw .malformed("not JSON") }
        guard document.root.kind == .object else { throw .malformed("not a JSON object") }
        return document.root
    }
}
