public import JSON

/// An access token, and the refresh token that gets the next one.
public struct TokenPair: Sendable, Equatable {
    public var access: IssuedToken
    public var refresh: IssuedToken

    public init(access: IssuedToken, refresh: IssuedToken) {
        self.access = access
        self.refresh = refresh
    }
}

/// Why a session did not go on.
public enum SessionError: Error, Sendable, Equatable {
    /// The refresh token is none, or none any more; why exactly is nobody's business.
    case invalid
    /// The store does not answer.
    case unavailable
}

/// Sessions from login to logout: each use of a refresh token brings the next one, and its reuse ends the session.
public struct Sessions: Sendable {
    private let store: any SessionStore
    private let tokens: TokenIssuer
    private let rule: SessionRule
    private let now: @Sendable () -> Timestamp
    private let random: @Sendable (Int) -> [UInt8]
    private let onReuse: @Sendable (String) -> Void

    /// - Parameters:
    ///   - random: so many unpredictable bytes.
    ///   - onReuse: told the username when a refresh token was used twice, which is a theft or a faulty client.
    public init(
        store: any SessionStore, tokens: TokenIssuer, rule: SessionRule = SessionRule(),
        now: @escaping @Sendable () -> Timestamp,
        random: @escaping @Sendable (Int) -> [UInt8] = { Randomness.bytes($0) },
        onReuse: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.store = store
        self.tokens = tokens
        self.rule = rule
        self.now = now
        self.random = random
        self.onReuse = onReuse
    }

    /// The tokens of a session that begins now.
    ///
    /// - Throws: `invalid` if the account has changed since it was read.
    public func begin(for account: Account) async throws(SessionError) -> TokenPair {
        let (now, refresh) = (now(), RefreshToken(random: random))
        let session = Session(
            id: Base64URL.encode(random(16)), selector: refresh.selectorDigest, secret: refresh.secretDigest,
            username: account.username, role: account.role, tokensValidAfter: account.tokensValidAfter,
            startedAt: now, expiresAt: rule.expiry(of: now, startedAt: now))
        do { try await store.begin(session, limit: rule.perAccount, now: now) } catch {
            if case .unknown = error { throw .invalid }
            throw .unavailable
        }
        return try await pair(session, account, refresh, now)
    }

    /// The next tokens of a session; the refresh token does not hold any more then.
    ///
    /// One that was used before ends its session with all its access tokens (RFC 9700 section 4.14.2).
    public func refresh(_ text: String) async throws(SessionError) -> TokenPair {
        guard let presented = RefreshToken(text) else { throw .invalid }
        let (now, next, rule) = (now(), presented.successor(random: random), rule)
        let until = revokedUntil(now)
        let verdict: SessionVerdict?
        do {
            verdict = try await store.renew(selector: presented.selectorDigest) { session, account in
                session.judge(
                    secret: presented.secretDigest, account: account, next: next.secretDigest, now: now, until: until,
                    rule: rule)
            }
        } catch {
            throw .unavailable
        }
        switch verdict {
        case .renewed(let session, let account): return try await pair(session, account, next, now)
        case .ended(let end, let revocation):
            tokens.revocations.add([revocation], now: now)
            if case .reused(let username) = end { onReuse(username) }
            throw .invalid
        case nil: throw .invalid
        }
    }

    /// Revokes the caller's access token, and its session with every token of it.
    public func end(_ caller: Caller) async throws(SessionError) {
        let now = now()
        let until = revokedUntil(now)
        let ids = [caller.tokenID] + (caller.sessionID.map { [$0] } ?? [])
        let revocations = ids.map { Revocation(id: $0, until: until) }
        do { try await store.end(session: caller.sessionID, revoking: revocations) } catch { throw .unavailable }
        tokens.revocations.add(revocations, now: now)
    }

    private func pair(
        _ session: Session, _ account: Account, _ refresh: RefreshToken, _ now: Timestamp
    ) async throws(SessionError) -> TokenPair {
        let access: IssuedToken
        do { access = try await tokens.issue(for: account, session: session.id) } catch { throw .unavailable }
        let seconds = (session.expiresAt.milliseconds - now.milliseconds) / 1_000
        return TokenPair(access: access, refresh: IssuedToken(token: refresh.text, expiresIn: Int(seconds)))
    }

    /// By when every access token that was issued up to now is refused as expired, with a minute to spare.
    private func revokedUntil(_ now: Timestamp) -> Timestamp {
        let seconds = tokens.lifetimeSeconds + TokenClaims.leewaySeconds + 60
        return Timestamp(milliseconds: now.milliseconds + Int64(seconds) * 1_000)
    }
}

extension Session {
    /// What becomes of the session when a token with its selector and this secret is presented.
    fileprivate func judge(
        secret presented: [UInt8], account: Account?, next: [UInt8], now: Timestamp, until: Timestamp, rule: SessionRule
    ) -> SessionVerdict {
        let revocation = Revocation(id: id, until: until)
        // Only a token that was once the latest has the selector and another secret.
        guard presented == secret else { return .ended(.reused(username: username), revocation) }
        guard now < expiresAt, let account, fits(account) else { return .ended(.over, revocation) }
        var renewed = self
        renewed.secret = next
        renewed.expiresAt = rule.expiry(of: now, startedAt: startedAt)
        return .renewed(renewed, account)
    }
}
