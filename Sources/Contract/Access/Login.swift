/// Why there is no token; the first case covers every cause that could tell whether the account exists.
public enum LoginError: Error, Sendable, Equatable {
    case invalidCredentials
    /// Too many failures before; worth trying again after so many seconds.
    case tooManyAttempts(Int)
    /// The hashing queue is full, or the account store does not answer.
    case unavailable
}

/// Exchanges a username and a password for a session's first tokens, at the same cost whether or not the account exists.
public struct Login: Sendable {
    private let accounts: any AccountStore
    private let hasher: PasswordHasher
    private let sessions: Sessions
    private let attempts: LoginAttempts

    /// - Parameter nowNanoseconds: a clock that only moves forward.
    public init(
        accounts: any AccountStore, hasher: PasswordHasher, sessions: Sessions,
        nowNanoseconds: @escaping @Sendable () -> Int64 = Monotonic.nanoseconds
    ) {
        self.accounts = accounts
        self.hasher = hasher
        self.sessions = sessions
        attempts = LoginAttempts(now: nowNanoseconds)
    }

    /// The first tokens of a session of the account.
    ///
    /// - Parameter source: address of the caller: failures from one network do not lock out the owner elsewhere.
    public func login(
        username: String, password: String, source: String = ""
    ) async throws(LoginError) -> TokenPair {
        let attempt = LoginAttempts.Key(username: username, source: source)
        let wait = attempts.waitSeconds(attempt)
        guard wait == 0 else { throw .tooManyAttempts(wait) }
        let found = try await find(username)
        let hash = found?.passwordHash ?? hasher.parameters.unmatchedHash
        guard try await matches(password, hash), let account = found else {
            attempts.failed(attempt)
            throw .invalidCredentials
        }
        attempts.succeeded(attempt)
        await upgrade(account, password)
        return try await begin(account)
    }

    private func begin(_ account: Account) async throws(LoginError) -> TokenPair {
        do { return try await sessions.begin(for: account) } catch {
            // The password was right a moment ago and is not the account's any more.
            throw error == .invalid ? .invalidCredentials : .unavailable
        }
    }

    private func find(_ username: String) async throws(LoginError) -> Account? {
        do { return try await accounts.account(named: username) } catch { throw .unavailable }
    }

    private func matches(_ password: String, _ hash: String) async throws(LoginError) -> Bool {
        do { return try await hasher.compare(password, with: hash) } catch { throw .unavailable }
    }

    /// Brings a hash made with other parameters up to date: only now is the password at hand.
    private func upgrade(_ account: Account, _ password: String) async {
        guard !hasher.isCurrent(account.passwordHash), let new = try? await hasher.hash(password) else { return }
        // A failure here leaves the old hash, which goes on working; the next login tries again.
        try? await accounts.upgradeHash(of: account.username, from: account.passwordHash, to: new)
    }
}
