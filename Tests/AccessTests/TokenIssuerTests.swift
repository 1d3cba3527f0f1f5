import JSON
import Testing

@testable import Access

@Suite struct TokenIssuerTests {
    let clock = TestClock()

    @Test func issuesATokenThatAnyLibraryCanRead() async throws {
        let issued = try await TokenIssuer.sample(clock).issue(for: .sample())
        let sorted =
            #"{"aud":"amas","exp":1700001800,"iat":1700000000,"iss":"amas","jti":"id-1","nbf":1700000000,"#
            + #""role":"operator","sub":"ann"}"#
        #expect(issued == IssuedToken(token: Forger().token(claims: sorted), expiresIn: 1_800))
        #expect(issued.token.hasPrefix("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."))
    }

    @Test func verifiesWhatItIssued() async throws {
        let issuer = try await TokenIssuer.sample(clock)
        let caller = try await issuer.verify(try await issuer.issue(for: .sample("bob", role: .viewer)).token)
        #expect(
            caller
                == Caller(
                    username: "bob", role: .viewer, tokenID: "id-1",
                    expiresAt: Timestamp(milliseconds: 1_700_001_800_000)))
    }

    @Test func ignoresClaimsItDoesNotKnow() async throws {
        let issuer = try await TokenIssuer.sample(clock)
        let more = claims().dropLast() + #","scope":"all"}"#
        #expect(try await issuer.verify(Forger().token(claims: String(more))).username == "ann")
    }

    @Test func givesEachTokenItsOwnID() async throws {
        let issuer = try await TokenIssuer(secret: TokenIssuer.secret, now: { [clock] in clock.now })
        var ids: Set<String> = []
        for _ in 0..<50 {
            ids.insert(try await issuer.verify(try await issuer.issue(for: .sample()).token).tokenID)
        }
        #expect(ids.count == 50)
        #expect(ids.allSatisfy { $0.count == 32 })
    }

    @Test func remembersAVerifiedTokenUntilItExpires() async throws {
        let issuer = try await TokenIssuer.sample(clock)
        let token = try await issuer.issue(for: .sample()).token
        #expect(issuer.cached(token) == nil)
        let caller = try await issuer.verify(token)
        #expect(issuer.cached(token) == caller)
        clock.advance(seconds: 1_799.999)
        #expect(issuer.cached(token) == caller)
        clock.advance(seconds: 0.001)
        #expect(issuer.cached(token) == nil)
    }

    @Test func allowsHalfAMinuteBetweenClocks() async throws {
        let issuer = try await TokenIssuer.sample(clock)
        let token = try await issuer.issue(for: .sample()).token
        clock.advance(seconds: 1_829)
        #expect(try await issuer.verify(token).username == "ann")
        clock.advance(seconds: 1)
        await #expect(throws: TokenError.expired) { try await issuer.verify(token) }

        let early = Forger().token(claims: claims(["nbf": "1700001860", "iat": "1700001860", "exp": "1700003660"]))
        #expect(try await issuer.verify(early).username == "ann")
    }

    @Test func remembersNoMoreTokensThanItsCapacity() async throws {
        let issuer = try await TokenIssuer(
            secret: TokenIssuer.secret, cacheCapacity: 4, now: { [clock] in clock.now })
        var tokens: [String] = []
        for _ in 0..<40 {
            let token = try await issuer.issue(for: .sample()).token
            _ = try await issuer.verify(token)
            tokens.append(token)
        }
        let known = tokens.count { issuer.cached($0) != nil }
        #expect(known <= 4)
        #expect(issuer.cached(tokens[39]) != nil)
    }

    @Test func endsTheTokensOfAChangedPassword() async throws {
        let accounts = MemoryAccounts([.sample()])
        let issuer = try await TokenIssuer.sample(clock, accounts: accounts)
        let token = try await issuer.issue(for: .sample()).token
        _ = try await issuer.verify(token)
        clock.advance(seconds: 0.5)
        try await accounts.replacePassword(of: "ann", hash: "new", tokensValidAfter: clock.now)
        clock.advance(seconds: 4.5)
        #expect(issuer.cached(token) == nil)
        await #expect(throws: TokenError.withdrawn) { try await issuer.verify(token) }
    }

    @Test func issuesATokenThatHoldsInTheSecondOfAPasswordChange() async throws {
        let accounts = MemoryAccounts([.sample()])
        let issuer = try await TokenIssuer.sample(clock, accounts: accounts)
        clock.advance(seconds: 0.4)
        try await accounts.replacePassword(of: "ann", hash: "new", tokensValidAfter: clock.now)
        clock.advance(seconds: 0.1)
        let account = try #require(try await accounts.account(named: "ann"))
        let token = try await issuer.issue(for: account).token
        #expect(try await issuer.verify(token).username == "ann")
    }

    @Test func endsTheTokensOfARemovedAccountAndOfAnotherRole() async throws {
        let accounts = MemoryAccounts([.sample(), .sample("bob", role: .viewer)])
        let issuer = try await TokenIssuer.sample(clock, accounts: accounts)
        let ann = try await issuer.issue(for: .sample()).token
        let bob = try await issuer.issue(for: .sample("bob", role: .admin)).token
        accounts.remove("ann")
        await #expect(throws: TokenError.withdrawn) { try await issuer.verify(ann) }
        await #expect(throws: TokenError.withdrawn) { try await issuer.verify(bob) }
    }

    @Test func saysWhenTheStoreDoesNotAnswer() async throws {
        let accounts = MemoryAccounts([.sample()])
        let issuer = try await TokenIssuer.sample(clock, accounts: accounts)
        let token = try await issuer.issue(for: .sample()).token
        accounts.fail()
        await #expect(throws: TokenError.unavailable) { try await issuer.verify(token) }
    }

    @Test func refusesSecretsThatCouldBeGuessed() async {
        let now: @Sendable () -> Timestamp = { [clock] in clock.now }
        await #expect(throws: SecretError.short(31)) {
            try await TokenIssuer(secret: Array(TokenIssuer.secret.dropLast()), now: now)
        }
        await #expect(throws: SecretError.monotonous(1)) {
            try await TokenIssuer(secret: [UInt8](repeating: 0, count: 64), now: now)
        }
        await #expect(throws: SecretError.monotonous(7)) {
            try await TokenIssuer(secret: (0..<70).map { UInt8($0 % 7) }, now: now)
        }
    }
}
