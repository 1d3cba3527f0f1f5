public import JSON

/// Whoever holds a verified token.
public struct Caller: Sendable, Hashable {
    /// `sub` of the token.
    public var username: String
    public var role: Role
    /// `jti` of the token.
    public var tokenID: String
    /// `sid` of the token: the session it was issued in.
    public var sessionID: String?
    /// `exp` of the token.
    public var expiresAt: Timestamp

    public init(username: String, role: Role, tokenID: String, sessionID: String? = nil, expiresAt: Timestamp) {
        self.username = username
        self.role = role
        self.tokenID = tokenID
        self.sessionID = sessionID
        self.expiresAt = expiresAt
    }
}
