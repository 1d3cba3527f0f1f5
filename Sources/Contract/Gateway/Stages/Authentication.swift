import APISpec
import Access

/// A request whose caller is known, or need not be.
struct IdentifiedRequest: Sendable {
    var matched: MatchedRequest
    var caller: Caller?
}

/// Stage 2: from a token to a caller.
struct Authentication: Sendable {
    enum Identification: Sendable {
        case identified(IdentifiedRequest)
        /// A token not verified lately: `verify` says whose it is.
        case unseen(token: String)
    }

    let policy: CredentialPolicy

    /// - Throws: AUTHENTICATION_REQUIRED where the operation needs a token and the request has none.
    func identify(_ matched: MatchedRequest) throws(Refusal) -> Identification {
        if matched.route.operation.security == .open {
            return .identified(IdentifiedRequest(matched: matched, caller: nil))
        }
        guard let tokens = policy.issuer else {
            try CredentialForm(request: matched.request).admit(matched.route.operation.security)
            return .identified(IdentifiedRequest(matched: matched, caller: nil))
        }
        // Nothing else is served where credentials are verified; were it, nobody could pass.
        guard case .bearer = matched.route.operation.security, let token = Self.token(in: matched.request.headers)
        else { throw Self.missing }
        guard let caller = tokens.cached(token) else { return .unseen(token: token) }
        return .identified(IdentifiedRequest(matched: matched, caller: caller))
    }

    /// - Throws: AUTHENTICATION_REQUIRED for a token that does not hold, SERVICE_UNAVAILABLE when that cannot be told.
    func verify(_ token: String) async throws(Refusal) -> Caller {
        guard let tokens = policy.issuer else { throw Self.missing }
        do throws(TokenError) {
            return try await tokens.verify(token)
        } catch {
            // RFC 6750 section 3.1; why exactly is nobody's business.
            throw error == .unavailable
                ? Refusal("SERVICE_UNAVAILABLE", headers: [("Retry-After", "1")])
                : Refusal(
                    "AUTHENTICATION_REQUIRED", headers: [("WWW-Authenticate", "Bearer error=\"invalid_token\"")])
        }
    }

    /// The token of the one Authorization field; two fields are as good as none.
    private static func token(in headers: HeaderFields) -> String? {
        let values = headers.all("authorization")
        guard values.count == 1 else { return nil }
        let parts = values[0].split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        let token = parts[1].trimmed
        return token.isEmpty ? nil : String(token)
    }

    private static let missing = Refusal("AUTHENTICATION_REQUIRED", headers: [("WWW-Authenticate", "Bearer")])
}
