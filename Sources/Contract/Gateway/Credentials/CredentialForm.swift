import APISpec
import Access

/// Whether a request carries what a security requirement asks for, in its form (OpenAPI 3.1.1, section 4.8.30).
struct CredentialForm: Sendable {
    let request: Request

    /// - Throws: AUTHENTICATION_REQUIRED with one challenge for each scheme that would do.
    func admit(_ security: Security) throws(Refusal) {
        let alternatives = Self.alternatives(of: security)
        if alternatives.contains(where: { $0.allSatisfy(isPresent) }) { return }
        var challenges: [String] = []
        for use in alternatives.joined() where !challenges.contains(Self.challenge(of: use.scheme)) {
            challenges.append(Self.challenge(of: use.scheme))
        }
        throw Refusal("AUTHENTICATION_REQUIRED", headers: [("WWW-Authenticate", challenges.joined(separator: ", "))])
    }

    private static func alternatives(of security: Security) -> [[SchemeUse]] {
        switch security {
        case .open: [[]]
        case .bearer(let roles): [[SchemeUse(name: "bearer", scheme: .http(scheme: "bearer"), scopes: roles)]]
        case .schemes(let alternatives): alternatives
        }
    }

    private func isPresent(_ use: SchemeUse) -> Bool {
        switch use.scheme {
        case .apiKey(.query, let name):
            QueryPairs(request.query).values(of: name).contains { !$0.isEmpty }
        case .apiKey(.header, let name): request.headers[name].map { !$0[...].trimmed.isEmpty } ?? false
        case .apiKey(.cookie, let name):
            CookiePairs.values(of: name, in: request.headers).contains { !$0.isEmpty }
        case .http("basic"): credentials(of: "basic").map(Self.isBasic) ?? false
        case .http("bearer"), .oauth2, .openIDConnect: credentials(of: "bearer").map(Self.isToken) ?? false
        case .http(let scheme): credentials(of: scheme).map { !$0.isEmpty } ?? false
        // Nothing in the request shows the certificate of its connection.
        case .mutualTLS: true
        }
    }

    /// What stands behind the scheme's name in the one Authorization field.
    private func credentials(of scheme: String) -> String? {
        let values = request.headers.all("authorization")
        guard values.count == 1 else { return nil }
        let parts = values[0].split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == scheme else { return nil }
        return String(parts[1].trimmed)
    }

    /// token68 of RFC 9110 section 11.2, which a bearer token is (RFC 6750 section 2.1).
    private static func isToken(_ text: String) -> Bool {
        let body = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }
        return !body.isEmpty
            && body.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "-._~+/".utf8.contains(byte)
                }
            }
    }

    /// Base64 of user, colon, password (RFC 7617 section 2).
    private static func isBasic(_ text: String) -> Bool {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        let digits = text.utf8.reversed().drop { $0 == UInt8(ascii: "=") }.reversed()
        guard text.utf8.count.isMultiple(of: 4), text.utf8.count - digits.count <= 2 else { return false }
        var (bits, count, hasColon) = (UInt32(0), 0, false)
        for digit in digits {
            guard let value = alphabet.firstIndex(of: digit) else { return false }
            bits = bits << 6 | UInt32(value)
            count += 6
            guard count >= 8 else { continue }
            count -= 8
            hasColon = hasColon || UInt8(truncatingIfNeeded: bits >> UInt32(count)) == UInt8(ascii: ":")
        }
        return hasColon
    }

    /// RFC 9110 section 11.6.1; an API key has no scheme of its own there.
    private static func challenge(of scheme: SecurityScheme) -> String {
        switch scheme {
        case .apiKey(_, let name): "ApiKey name=\"\(name.filter { $0.isASCII && $0 != "\"" && $0 != "\\" })\""
        case .http("basic"): "Basic realm=\"api\", charset=\"UTF-8\""
        case .http("bearer"), .oauth2, .openIDConnect, .mutualTLS: "Bearer"
        case .http(let scheme): scheme.prefix(1).uppercased() + scheme.dropFirst()
        }
    }
}
