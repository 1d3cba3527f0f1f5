import FoundationEssentials
public import JSON
import JWTKit

/// A new token and how long it holds.
public struct IssuedToken: Sendable, Equatable {
    public var token: String
    /// Seconds.
    public var expiresIn: Int

    public init(token: String, expiresIn: Int) {
        self.token = token
        self.expiresIn = expiresIn
    }
}

/// Issues access tokens and verifies them: JWT, HS256, one key (RFC 7519, RFC 8725).
public final class TokenIssuer: Sendable {
    private let keys: JWTKeyCollection
    private let algorithm: any JWTAlgorithm
    let lifetimeSeconds: Int
    let revocations: Revocations
    private let accounts: (any AccountStore)?
    private let cache: TokenCache
    private let now: @Sendable () -> Timestamp
    private let makeID: @Sendable () -> String

    /// - Parameters:
    ///   - secret: at least 32 unpredictable bytes.
    ///   - accounts: when given, a token also needs its account to be there, with the same role and with no password
    ///     change since; a change is noticed within 5 seconds.
    ///   - revocations: tokens and sessions that are not accepted any more.
    ///   - cacheCapacity: how many verified tokens are remembered.
    ///   - makeID: a new `jti`.
    /// - Throws: `SecretError` for a secret that could be guessed.
    public init(
        secret: [UInt8], lifetimeSeconds: Int = 1_800, accounts: (any AccountStore)? = nil,
        revocations: Revocations = Revocations(), cacheCapacity: Int = 10_000, now: @escaping @Sendable () -> Timestamp,
        makeID: @escaping @Sendable () -> String = { Randomness.hex(16) }
    ) async throws {
        guard secret.count >= 32 else { throw SecretError.short(secret.count) }
        let distinct = Set(secret).count
        guard distinct >= 8 else { throw SecretError.monotonous(distinct) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys  // else the header's members come in another order each time
        keys = await JWTKeyCollection().add(
            hmac: HMACKey(from: secret), digestAlgorithm: .sha256,
            serializer: DefaultJWTSerializer(jsonEncoder: encoder))
        algorithm = try await keys.getKey()
        self.lifetimeSeconds = lifetimeSeconds
        self.accounts = accounts
        self.revocations = revocations
        cache = TokenCache(
            capacity: cacheCapacity,
            trustMilliseconds: accounts == nil ? Int64(lifetimeSeconds) * 1_000 : 5_000)
        self.now = now
        self.makeID = makeID
    }

    /// A token for the account that holds from now on, for the lifetime.
    ///
    /// - Parameter session: the session whose end revokes it.
    public func issue(for account: Account, session: String? = nil) async throws -> IssuedToken {
        // Rounded up past a password change, else a token issued in the same second would count as older than it.
        let seconds = max(now().milliseconds / 1_000, (account.tokensValidAfter.milliseconds + 999) / 1_000)
        let claims = TokenClaims(
            sub: account.username, role: account.role.rawValue, iat: Int(seconds), nbf: Int(seconds),
            exp: Int(seconds) + lifetimeSeconds, jti: makeID(), sid: session)
        return IssuedToken(token: try await keys.sign(claims), expiresIn: lifetimeSeconds)
    }

    /// The holder of a token that was verified before and still holds; nil says nothing about the token.
    public func cached(_ token: String) -> Caller? {
        guard let caller = cache.caller(of: token, at: now()), !revocations.cover(caller) else { return nil }
        return caller
    }

    /// The holder of a token.
    ///
    /// - Throws: why it is not accepted.
    public func verify(_ token: String) async throws(TokenError) -> Caller {
        let now = now()
        let sealed = try TokenGate.open(token)
        // The library throws for reasons of its own too; none of them makes the signature right.
        guard (try? algorithm.verify(sealed.signature, signs: sealed.signed)) == true else { throw .signature }
        let claims = try TokenClaims(try TokenGate.object(sealed.payload))
        try claims.check(at: now, lifetimeSeconds: lifetimeSeconds)
        let caller = try claims.caller()
        guard !revocations.cover(caller) else { throw .revoked }
        try await checkAccount(caller, issuedAt: Timestamp(milliseconds: Int64(claims.iat) * 1_000))
        cache.remember(caller, token: token, at: now)
        return caller
    }

    /// Whether a token that was verified before still holds; a store that does not answer is no reason against it.
    public func holds(_ caller: Caller) async -> Bool {
        guard now() < caller.expiresAt, !revocations.cover(caller) else { return false }
        // No token lives longer than the lifetime, so this is its issue or a moment before.
        let issuedAt = Timestamp(milliseconds: caller.expiresAt.milliseconds - Int64(lifetimeSeconds) * 1_000)
        do { try await checkAccount(caller, issuedAt: issuedAt) } catch { return error == .unavailable }
        return true
    }

    /// A stream that ends when the caller's token is revoked.
    public func revocation(of caller: Caller) -> AsyncStream<Never> { revocations.revocation(of: caller) }

    private func checkAccount(_ caller: Caller, issuedAt: Timestamp) async throws(TokenError) {
        guard let accounts else { return }
        let account: Account?
        do { account = try await accounts.account(named: caller.username) } catch { throw .unavailable }
        guard let account, account.role == caller.role, issuedAt >= account.tokensValidAfter else { throw .withdrawn }
    }
}
