import JSON
import JWTKit

/// The claims of an access token (RFC 7519 section 4.1); times in whole seconds since 1970.
struct TokenClaims: JWTPayload, Equatable {
    /// `iss` and `aud` of every token.
    static let realm = "amas"
    /// How far the clocks of two servers may differ.
    static let leewaySeconds = 30

    var iss = realm
    var aud = realm
    var sub: String
    var role: String
    var iat: Int
    var nbf: Int
    var exp: Int
    var jti: String
    /// The session that the token belongs to, by which all its tokens are revoked at once.
    var sid: String?

    /// The library asks for this after the signature; `init(_:)` and `check` do the work on strictly read JSON.
    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

extension TokenClaims {
    /// Reads the claims, all required, each of exactly its type.
    init(_ node: Node) throws(TokenError) {
        guard try Self.text("iss", node) == Self.realm else { throw .claim("iss") }
        guard try Self.text("aud", node) == Self.realm else { throw .claim("aud") }
        self.init(
            sub: try Self.text("sub", node), role: try Self.text("role", node), iat: try Self.time("iat", node),
            nbf: try Self.time("nbf", node), exp: try Self.time("exp", node), jti: try Self.text("jti", node),
            sid: node["sid"] == nil ? nil : try Self.text("sid", node))
    }

    private static func text(_ name: String, _ node: Node) throws(TokenError) -> String {
        guard let text = node[name]?.string, !text.isEmpty else { throw .claim(name) }
        return text
    }

    /// A whole number of seconds within the years 1970 to 9999, so that sums cannot overflow.
    private static func time(_ name: String, _ node: Node) throws(TokenError) -> Int {
        guard let value = node[name], value.kind == .integer, let seconds = value.int,
            (0...253_402_300_799).contains(seconds)
        else { throw .claim(name) }
        return seconds
    }

    /// Whether the token holds at this moment.
    ///
    /// - Throws: `expired` or `early`, beyond 30 s of leeway; `claim` for a life longer than ours.
    func check(at now: Timestamp, lifetimeSeconds: Int) throws(TokenError) {
        let seconds = Int(now.milliseconds / 1_000)
        guard exp > iat, exp - iat <= lifetimeSeconds else { throw .claim("exp") }
        guard seconds < exp + Self.leewaySeconds else { throw .expired }
        guard nbf <= seconds + Self.leewaySeconds, iat <= seconds + Self.leewaySeconds else { throw .early }
    }

    /// Whom the token stands for.
    func caller() throws(TokenError) -> Caller {
        guard let role = Role(rawValue: role) else { throw .claim("role") }
        return Caller(
            username: sub, role: role, tokenID: jti, sessionID: sid,
            expiresAt: Timestamp(milliseconds: Int64(exp) * 1_000))
    }
}
