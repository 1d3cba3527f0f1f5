import JSON
import Synchronization
import Testing

@testable import Access

/// Sessions from login to logout, with a clock that stands still.
@Suite struct SessionTests {
    let clock = TestClock()
    let accounts = MemoryAccounts([.sample()])

    /// A server that starts now on what the store holds.
    func server(rule: SessionRule = SessionRule(), onReuse: @escaping @Sendable (String) -> Void = { _ in })
        async throws
        -> (Sessions, TokenIssuer)
    {
        let tokens = try await TokenIssuer(
            secret: TokenIssuer.secret, accounts: accounts,
            revocations: Revocations(try await accounts.revocations(at: clock.now)), now: { [clock] in clock.now })
        let sessions = Sessions(
            store: accounts, tokens: tokens, rule: rule, now: { [clock] in clock.now }, onReuse: onReuse)
        return (sessions, tokens)
    }

    @Test func eachRefreshBringsTheNextTokensOfTheSession() async throws {
        let (sessions, tokens) = try await server()
        var pair = try await sessions.begin(for: .sample())
        let first = try await tokens.verify(pair.access.token)
        var seen: Set<String> = [pair.refresh.token]
        for _ in 0..<5 {
            clock.advance(seconds: 60)
            pair = try await sessions.refresh(pair.refresh.token)
            let caller = try await tokens.verify(pair.access.token)
            #expect(caller.username == "ann" && caller.sessionID == first.sessionID && caller.tokenID != first.tokenID)
            #expect(seen.insert(pair.refresh.token).inserted)
        }
        #expect(first.sessionID != nil)
        #expect(pair.refresh.token.utf8.count == 64)
    }

    @Test func theStoreHoldsOnlyHashes() async throws {
        let (sessions, _) = try await server()
        let pair = try await sessions.begin(for: .sample())
        let bytes = try #require(Base64URL.decode(Array(pair.refresh.token.utf8)))
        let kept = accounts.sessionTable.withLock { $0.sessions.map { [$0.selector, $0.secret] } }
        #expect(kept.count == 1 && kept[0].allSatisfy { $0.count == 32 })
        #expect(kept[0][1] != Array(bytes.suffix(32)))
    }

    @Test(arguments: 1...3) func aReusedTokenEndsTheSessionAndItsAccessTokens(uses: Int) async throws {
        let reused = Mutex<[String]>([])
        let (sessions, tokens) = try await server { name in reused.withLock { $0.append(name) } }
        let stolen = try await sessions.begin(for: .sample())
        var latest = stolen
        for _ in 0..<uses { latest = try await sessions.refresh(latest.refresh.token) }
        _ = try await tokens.verify(latest.access.token)
        #expect(tokens.cached(latest.access.token) != nil)

        await #expect(throws: SessionError.invalid) { try await sessions.refresh(stolen.refresh.token) }
        await #expect(throws: SessionError.invalid) { try await sessions.refresh(latest.refresh.token) }
        #expect(tokens.cached(latest.access.token) == nil)
        await #expect(throws: TokenError.revoked) { try await tokens.verify(latest.access.token) }
        await #expect(throws: TokenError.revoked) { try await tokens.verify(stolen.access.token) }
        #expect(reused.withLock { $0 } == ["ann"])
    }

    @Test func reuseEndsNoOtherSession() async throws {
        let (sessions, tokens) = try await server()
        let other = try await sessions.begin(for: .sample())
        let stolen = try await sessions.begin(for: .sample())
        _ = try await sessions.refresh(stolen.refresh.token)
        _ = try? await sessions.refresh(stolen.refresh.token)
        #expect(try await tokens.verify(other.access.token).username == "ann")
        _ = try await sessions.refresh(other.refresh.token)
    }

    @Test func logoutRevokesTheTokenItsSessionAndNothingElse() async throws {
        let (sessions, tokens) = try await server()
        let other = try await sessions.begin(for: .sample())
        let first = try await sessions.begin(for: .sample())
        let second = try await sessions.refresh(first.refresh.token)
        let caller = try await tokens.verify(second.access.token)
        try await sessions.end(caller)
        for token in [first.access.token, second.access.token] {
            #expect(tokens.cached(token) == nil)
            await #expect(throws: TokenError.revoked) { try await tokens.verify(token) }
        }
        await #expect(throws: SessionError.invalid) { try await sessions.refresh(second.refresh.token) }
        #expect(try await tokens.verify(other.access.token).username == "ann")
        _ = try await sessions.refresh(other.refresh.token)
    }

    @Test func logoutHoldsAfterARestart() async throws {
        let (sessions, tokens) = try await server()
        let pair = try await sessions.begin(for: .sample())
        let alone = try await tokens.issue(for: .sample())
        try await sessions.end(try await tokens.verify(pair.access.token))
        try await sessions.end(try await tokens.verify(alone.token))

        let (again, restarted) = try await server()
        for token in [pair.access.token, alone.token] {
            await #expect(throws: TokenError.revoked) { try await restarted.verify(token) }
        }
        await #expect(throws: SessionError.invalid) { try await again.refresh(pair.refresh.token) }
    }

    @Test func aRevokedTokenIsRefusedUntilItHasExpiredAnyway() async throws {
        let (sessions, tokens) = try await server()
        let pair = try await sessions.begin(for: .sample())
        try await sessions.end(try await tokens.verify(pair.access.token))
        clock.advance(seconds: 1_829.999)
        let (_, late) = try await server()
        await #expect(throws: TokenError.revoked) { try await late.verify(pair.access.token) }
        clock.advance(seconds: 0.001)
        await #expect(throws: TokenError.expired) { try await late.verify(pair.access.token) }
        clock.advance(seconds: 60)
        #expect(try await accounts.revocations(at: clock.now) == [])
    }

    @Test func aRefreshTokenHoldsFourteenDaysUnlessUsed() async throws {
        let (sessions, _) = try await server()
        let day = 86_400.0
        let kept = try await sessions.begin(for: .sample())
        let lost = try await sessions.begin(for: .sample())
        clock.advance(seconds: 14 * day - 0.001)
        _ = try await sessions.refresh(kept.refresh.token)
        clock.advance(seconds: 0.001)
        await #expect(throws: SessionError.invalid) { try await sessions.refresh(lost.refresh.token) }
    }

    @Test func aSessionEndsThirtyDaysAfterItsLogin() async throws {
        let (sessions, _) = try await server()
        let day = 86_400.0
        var pair = try await sessions.begin(for: .sample())
        for _ in 0..<3 {
            clock.advance(seconds: 9 * day)
            pair = try await sessions.refresh(pair.refresh.token)
        }
        #expect(pair.refresh.expiresIn == 3 * 86_400)
        clock.advance(seconds: 3 * day)
        await #expect(throws: SessionError.invalid) { try await sessions.refresh(pair.refresh.token) }
    }

    @Test func anotherPasswordRoleOrNoAccountEndsTheSession() async throws {
        let (sessions, _) = try await server()
        for change: (inout Account?) -> Void in [
            { $0?.role = .viewer }, { $0?.tokensValidAfter = Timestamp(milliseconds: 1) }, { $0 = nil },
        ] {
            accounts.change("ann") { $0 = .sample() }
            let pair = try await sessions.begin(for: .sample())
            accounts.change("ann", change)
            await #expect(throws: SessionError.invalid) { try await sessions.refresh(pair.refresh.token) }
            accounts.change("ann") { $0 = .sample() }
            await #expect(throws: SessionError.invalid) { try await sessions.refresh(pair.refresh.token) }
        }
        let pair = try await sessions.begin(for: .sample())
        try await accounts.replacePassword(of: "ann", hash: "new", tokensValidAfter: clock.now)
        await #expect(throws: SessionError.invalid) { try await sessions.refresh(pair.refresh.token) }
    }

    @Test func noSessionBeginsForAnAccountThatHasChangedSinceItWasRead() async throws {
        let (sessions, _) = try await server()
        accounts.change("ann") { $0?.tokensValidAfter = Timestamp(milliseconds: 1) }
        await #expect(throws: SessionError.invalid) { try await sessions.begin(for: .sample()) }
    }

    @Test func oneSessionMoreThanAllowedEndsTheOldest() async throws {
        let (sessions, tokens) = try await server(rule: SessionRule(perAccount: 2))
        var pairs: [TokenPair] = []
        for _ in 0..<3 {
            clock.advance(seconds: 1)
            pairs.append(try await sessions.begin(for: .sample()))
        }
        await #expect(throws: SessionError.invalid) { try await sessions.refresh(pairs[0].refresh.token) }
        for pair in pairs.dropFirst() { _ = try await sessions.refresh(pair.refresh.token) }
        #expect(try await tokens.verify(pairs[0].access.token).username == "ann")
    }

    @Test(arguments: [
        "", "a", String(repeating: "A", count: 63), String(repeating: "A", count: 64),
        String(repeating: "A", count: 65), String(repeating: "=", count: 64), String(repeating: "ä", count: 64),
    ])
    func whatIsNoRefreshTokenBringsNothing(text: String) async throws {
        let (sessions, _) = try await server()
        _ = try await sessions.begin(for: .sample())
        await #expect(throws: SessionError.invalid) { try await sessions.refresh(text) }
        #expect(accounts.sessionTable.withLock { $0.sessions.count } == 1)
    }

    @Test func aForgedSelectorFindsNoSession() async throws {
        let (sessions, _) = try await server()
        let pair = try await sessions.begin(for: .sample())
        let forged = (pair.refresh.token.first == "A" ? "B" : "A") + pair.refresh.token.dropFirst()
        await #expect(throws: SessionError.invalid) { try await sessions.refresh(forged) }
        _ = try await sessions.refresh(pair.refresh.token)
    }

    @Test func saysWhenTheStoreDoesNotAnswer() async throws {
        let (sessions, tokens) = try await server()
        let pair = try await sessions.begin(for: .sample())
        let caller = try await tokens.verify(pair.access.token)
        accounts.fail()
        await #expect(throws: SessionError.unavailable) { try await sessions.refresh(pair.refresh.token) }
        await #expect(throws: SessionError.unavailable) { try await sessions.end(caller) }
        await #expect(throws: SessionError.unavailable) { try await sessions.begin(for: .sample()) }
        #expect(await tokens.holds(caller))
        #expect(tokens.cached(pair.access.token) == caller)
    }
}
