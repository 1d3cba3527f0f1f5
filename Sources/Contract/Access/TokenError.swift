/// Why a token was not accepted; for logs and tests, callers only learn that it was not.
public enum TokenError: Error, Sendable, Equatable {
    /// Not three base64url parts of at most 4 KiB with JSON inside, for this reason.
    case malformed(String)
    /// The header says more, less or else than `{"alg":"HS256","typ":"JWT"}`, for this reason.
    case header(String)
    /// The signature is not that of our key.
    case signature
    /// A required claim is missing or has a value it may not have.
    case claim(String)
    /// `exp` is past.
    case expired
    /// `nbf` or `iat` is in the future.
    case early
    /// The account is gone, its role or its password has changed.
    case withdrawn
    /// Somebody logged out with it, or its session was ended.
    case revoked
    /// The account store does not answer.
    case unavailable
}

/// Why a secret may not sign tokens.
public enum SecretError: Error, Sendable, Equatable {
    /// It has this many bytes and needs 32 (RFC 7518 section 3.2).
    case short(Int)
    /// It has only this many different bytes and needs 8: a pattern, not a secret.
    case monotonous(Int)
}
