import JSON
import Testing

@testable import Access

@Suite struct LoginTests {
    let clock = TestClock()
    let hasher = PasswordHasher(memoryKiB: 8)

    func login(_ accounts: MemoryAccounts, hasher: PasswordHasher? = nil) async throws -> (Login, TokenIssuer) {
        let tokens = try await TokenIssuer.sample(clock)
        let sessions = Sessions(store: accounts, tokens: tokens, now: { [clock] in clock.now })
        let login = Login(
            accounts: accounts, hasher: hasher ?? self.hasher, sessions: sessions,
            nowNanoseconds: { [clock] in clock.nanoseconds })
        return (login, tokens)
    }

    func ann() async throws -> MemoryAccounts {
        MemoryAccounts([.sample(hash: try await hasher.hash("correct horse"))])
    }

    @Test func givesATokenForTheRightPassword() async throws {
        let (login, tokens) = try await login(try await ann())
        let issued = try await login.login(username: "ann", password: "correct horse")
        #expect(issued.access.expiresIn == 1_800)
        #expect(try await tokens.verify(issued.access.token).username == "ann")
        #expect(issued.refresh.expiresIn == 14 * 86_400)
    }

    @Test(arguments: [
        ("ann", "wrong horse"), ("nobody", "correct horse"), ("ann", ""), ("", "correct horse"),
        ("Ann", "correct horse"), ("ann", String(repeating: "a", count: 257)),
    ])
    func failsAlikeForEveryCause(username: String, password: String) async throws {
        let (login, _) = try await login(try await ann())
        await #expect(throws: LoginError.invalidCredentials) {
            try await login.login(username: username, password: password)
        }
    }

    @Test(arguments: ["ann", "nobody"])
    func slowsGuessingDownForAccountsThatExistAndThatDoNot(username: String) async throws {
        let (login, _) = try await login(try await ann())
        for _ in 0..<4 {
            await #expect(throws: LoginError.invalidCredentials) {
                try await login.login(username: username, password: "wrong horse")
            }
        }
        await #expect(throws: LoginError.tooManyAttempts(1)) {
            try await login.login(username: username, password: "correct horse")
        }
        clock.advance(seconds: 1)
        await #expect(throws: LoginError.invalidCredentials) {
            try await login.login(username: username, password: "wrong horse")
        }
        await #expect(throws: LoginError.tooManyAttempts(2)) {
            try await login.login(username: username, password: "correct horse")
        }
    }

    @Test func forgetsFailuresAfterSuccess() async throws {
        let (login, _) = try await login(try await ann())
        for _ in 0..<3 {
            for _ in 0..<3 { _ = try? await login.login(username: "ann", password: "wrong horse") }
            _ = try await login.login(username: "ann", password: "correct horse")
        }
    }

    @Test func doesNotLockOutTheOwnerOnAnotherNetwork() async throws {
        let (login, _) = try await login(try await ann())
        for host in 1...6 {
            _ = try? await login.login(
                username: "ann", password: "wrong horse", source: "2001:db8:0:1::\(host)")
        }
        await #expect(throws: LoginError.tooManyAttempts(1)) {
            try await login.login(username: "ann", password: "correct horse", source: "2001:db8:0:1::ffff")
        }
        _ = try await login.login(username: "ann", password: "correct horse", source: "2001:db8:0:2::1")
    }

    @Test func stopsAGuessSpreadOverManyNetworks() async throws {
        let (login, _) = try await login(try await ann())
        for network in 0...100 {
            await #expect(throws: LoginError.invalidCredentials) {
                try await login.login(username: "ann", password: "wrong horse", source: "198.51.100.\(network)")
            }
        }
        await #expect(throws: LoginError.tooManyAttempts(1)) {
            try await login.login(username: "ann", password: "correct horse", source: "192.0.2.1")
        }
    }

    @Test func bringsOldHashesUpToDate() async throws {
        let old = try await PasswordHasher(memoryKiB: 16, passes: 2).hash("correct horse")
        let accounts = MemoryAccounts([.sample(hash: old)])
        let (login, _) = try await login(accounts)
        _ = try await login.login(username: "ann", password: "correct horse")
        let stored = try #require(try await accounts.account(named: "ann")).passwordHash
        #expect(hasher.isCurrent(stored))
        _ = try await login.login(username: "ann", password: "correct horse")
        #expect(try await accounts.account(named: "ann")?.passwordHash == stored)
    }

    @Test func saysUnavailableWhenTheStoreOrTheQueueIs() async throws {
        let accounts = try await ann()
        let (refusing, _) = try await login(accounts, hasher: PasswordHasher(memoryKiB: 8, width: 0, waiting: 0))
        await #expect(throws: LoginError.unavailable) {
            try await refusing.login(username: "ann", password: "correct horse")
        }
        let (login, _) = try await login(accounts)
        accounts.fail()
        await #expect(throws: LoginError.unavailable) {
            try await login.login(username: "ann", password: "correct horse")
        }
    }
}
