public import JSON

/// What one login began and its refresh tokens carry on: the "family" of RFC 9700 section 4.14.
///
/// Kept as it is here; nothing in it lets anybody make a token.
public struct Session: Sendable, Equatable {
    /// `sid` of its access tokens.
    public var id: String
    /// SHA-256 of the half of its refresh tokens that stays the same.
    public var selector: [UInt8]
    /// SHA-256 of the other half of the latest one.
    public var secret: [UInt8]
    public var username: String
    /// The account's role at the login; another one ends the session.
    public var role: Role
    /// The account's own at the login; another one, after a change of password, ends the session.
    public var tokensValidAfter: Timestamp
    public var startedAt: Timestamp
    /// When the latest refresh token ceases to hold.
    public var expiresAt: Timestamp

    public init(
        id: String, selector: [UInt8], secret: [UInt8], username: String, role: Role, tokensValidAfter: Timestamp,
        startedAt: Timestamp, expiresAt: Timestamp
    ) {
        self.id = id
        self.selector = selector
        self.secret = secret
        self.username = username
        self.role = role
        self.tokensValidAfter = tokensValidAfter
        self.startedAt = startedAt
        self.expiresAt = expiresAt
    }

    /// Whether the account is the one that logged in, unchanged.
    public func fits(_ account: Account?) -> Bool {
        account?.username == username && account?.role == role && account?.tokensValidAfter == tokensValidAfter
    }
}

/// How long sessions last.
public struct SessionRule: Sendable, Equatable {
    /// A refresh token that nobody uses holds for so long: a holiday does not end the session, a lost device does.
    public var idleDays: Int
    /// A session ends so long after its login, however busy: OWASP's ASVS 4.0, 3.3.2, asks for a password every 30 days.
    public var longestDays: Int
    /// Sessions an account has at most; a further login ends the oldest, so that logins cannot fill the disk.
    public var perAccount: Int

    public init(idleDays: Int = 14, longestDays: Int = 30, perAccount: Int = 100) {
        self.idleDays = idleDays
        self.longestDays = longestDays
        self.perAccount = perAccount
    }

    /// Until when a refresh token issued now holds.
    func expiry(of now: Timestamp, startedAt: Timestamp) -> Timestamp {
        let day: Int64 = 86_400_000
        return Timestamp(
            milliseconds: min(
                now.milliseconds + Int64(idleDays) * day, startedAt.milliseconds + Int64(longestDays) * day))
    }
}
