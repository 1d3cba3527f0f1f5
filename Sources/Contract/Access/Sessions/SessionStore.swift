public import JSON

/// Where sessions and revocations are kept, beside the accounts; a change is durable when its call returns.
public protocol SessionStore: Sendable {
    /// Keeps a session and forgets what has expired by `now`; of more than `limit` sessions of the account, the oldest.
    ///
    /// - Throws: `unknown` if the session does not fit its account, in one step with the keeping: a password changed
    ///   since the login read it must win.
    func begin(_ session: Session, limit: Int, now: Timestamp) async throws(AccountError)

    /// Lets `judge` decide on the session of this selector and its account as they are, and does what it says, in one
    /// step: of two callers with the same token the second meets what the first has left.
    ///
    /// Returns the decision, nil if there is no such session.
    func renew(
        selector: [UInt8], judge: @escaping @Sendable (Session, Account?) -> SessionVerdict
    ) async throws(AccountError) -> SessionVerdict?

    /// Ends the session of this id, if there is one, and keeps the revocations.
    func end(session id: String?, revoking revocations: [Revocation]) async throws(AccountError)

    /// The revocations that still matter at `now`.
    func revocations(at now: Timestamp) async throws(AccountError) -> [Revocation]
}

/// What becomes of a session whose refresh token was presented.
public enum SessionVerdict: Sendable, Equatable {
    /// It goes on like this, for this account.
    case renewed(Session, Account)
    /// It ends, and what it has issued is revoked.
    case ended(SessionEnd, Revocation)
}

/// Why a session ends before its time.
public enum SessionEnd: Sendable, Equatable {
    /// An older token than the latest was presented: either the client or a thief has a stale copy.
    case reused(username: String)
    /// Its time is over, or the account has another password or role since, or is gone.
    case over
}

/// A token or a session that must not be accepted any more.
public struct Revocation: Sendable, Hashable {
    /// `jti` of a token, or `sid` of all tokens of a session; both are random, so none is ever the other.
    public var id: String
    /// When the last token it concerns has expired anyway.
    public var until: Timestamp

    public init(id: String, until: Timestamp) {
        self.id = id
        self.until = until
    }
}
