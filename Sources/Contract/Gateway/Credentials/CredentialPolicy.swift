public import Access

/// How far the gateway looks into the credentials that a contract asks for.
public enum CredentialPolicy: Sendable {
    /// Bearer tokens are verified and roles are held; a contract that asks for anything else is not served.
    case verified(TokenIssuer)
    /// Credentials of every kind must be there and have their form; nobody asks whose they are.
    ///
    /// For a mock alone: it protects nothing.
    case presence

    var issuer: TokenIssuer? {
        if case .verified(let issuer) = self { issuer } else { nil }
    }
}
