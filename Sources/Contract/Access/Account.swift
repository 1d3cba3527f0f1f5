public import JSON

/// One account as it is stored: never with its password, only with the hash of it.
public struct Account: Sendable, Equatable {
    public var username: String
    public var role: Role
    /// PHC string of argon2id, such as "$argon2id$v=19$m=47104,t=1,p=1$<salt>$<hash>".
    public var passwordHash: String
    public var createdAt: Timestamp
    /// Tokens issued before this moment no longer hold.
    public var tokensValidAfter: Timestamp

    public init(
        username: String, role: Role, passwordHash: String, createdAt: Timestamp, tokensValidAfter: Timestamp
    ) {
        self.username = username
        self.role = role
        self.passwordHash = passwordHash
        self.createdAt = createdAt
        self.tokensValidAfter = tokensValidAfter
    }
}
