import Access
import Foundation
import JSON
import StoreExercise
import Testing

@testable import SQLiteStore

/// Sessions and revocations in the file of the accounts.
@Suite struct SessionStoreTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private static let account = Account(
        username: "ada", role: .operator, passwordHash: "old", createdAt: Samples.time(1),
        tokensValidAfter: Samples.time(2))

    private static func session(_ number: UInt8, name: String = "ada", expires: Int64 = 90) -> Session {
        Session(
            id: "session \(number)", selector: [number], secret: [0, number, 255], username: name, role: .operator,
            tokensValidAfter: Samples.time(2), startedAt: Samples.time(Int64(number)), expiresAt: Samples.time(expires))
    }

    private func opened() async throws -> SQLiteAccounts {
        let store = try folder.openAccounts()
        try await store.add(Self.account)
        return store
    }

    /// The session of a selector, as it is.
    private static func find(_ number: UInt8, in store: SQLiteAccounts) async throws -> Session? {
        let verdict = try await store.renew(selector: [number]) { session, account in
            .renewed(session, account ?? Self.account)
        }
        guard case .renewed(let session, _)? = verdict else { return nil }
        return session
    }

    @Test func sessionsAndRevocationsSurviveReopening() async throws {
        let store = try await opened()
        try await store.begin(Self.session(1), limit: 9, now: Samples.time(5))
        let revocation = Revocation(id: "token", until: Samples.time(50))
        try await store.end(session: nil, revoking: [revocation])
        store.close()
        let again = try folder.openAccounts()
        #expect(try await Self.find(1, in: again) == Self.session(1))
        #expect(try await again.revocations(at: Samples.time(49)) == [revocation])
        #expect(try await again.revocations(at: Samples.time(50)) == [])
    }

    @Test func aRenewalIsKeptAndAnEndRevokes() async throws {
        let store = try await opened()
        try await store.begin(Self.session(1), limit: 9, now: Samples.time(5))
        var next = Self.session(1, expires: 99)
        next.secret = [7]
        let renewed = SessionVerdict.renewed(next, Self.account)
        let given = try await store.renew(selector: [1]) { [next] session, account in
            #expect(session == Self.session(1) && account == Self.account)
            return .renewed(next, Self.account)
        }
        #expect(given == renewed)
        #expect(try await Self.find(1, in: store) == next)
        let revocation = Revocation(id: "session 1", until: Samples.time(50))
        let ended = SessionVerdict.ended(.reused(username: "ada"), revocation)
        #expect(try await store.renew(selector: [1]) { _, _ in ended } == ended)
        #expect(try await store.renew(selector: [1]) { _, _ in ended } == nil)
        #expect(try await store.revocations(at: Samples.time(0)) == [revocation])
    }

    @Test func onlyAnUnchangedAccountBeginsASession() async throws {
        let store = try await opened()
        try await store.replacePassword(of: "ada", hash: "new", tokensValidAfter: Samples.time(3))
        for name in ["ada", "bob"] {
            await #expect(throws: AccountError.unknown(name)) {
                try await store.begin(Self.session(1, name: name), limit: 9, now: Samples.time(5))
            }
        }
    }

    @Test func aChangedPasswordEndsTheSessionsOfItsAccountAlone() async throws {
        let store = try await opened()
        var bob = Self.account
        bob.username = "bob"
        try await store.add(bob)
        try await store.begin(Self.session(1), limit: 9, now: Samples.time(5))
        try await store.begin(Self.session(2, name: "bob"), limit: 9, now: Samples.time(5))
        try await store.replacePassword(of: "ada", hash: "new", tokensValidAfter: Samples.time(9))
        #expect(try await Self.find(1, in: store) == nil)
        #expect(try await Self.find(2, in: store) == Self.session(2, name: "bob"))
    }

    @Test func aLoginForgetsWhatExpiredAndTheOldestBeyondTheLimit() async throws {
        let store = try await opened()
        try await store.end(session: nil, revoking: [Revocation(id: "old", until: Samples.time(10))])
        try await store.begin(Self.session(1, expires: 10), limit: 9, now: Samples.time(1))
        for number: UInt8 in 2...5 { try await store.begin(Self.session(number), limit: 3, now: Samples.time(10)) }
        var kept: [UInt8] = []
        for number: UInt8 in 1...5 where try await Self.find(number, in: store) != nil { kept.append(number) }
        #expect(kept == [3, 4, 5])
        #expect(try await store.revocations(at: Samples.time(0)) == [])
    }

    @Test func ofManyWhoPresentOneTokenOneMeetsTheSessionAsItWas() async throws {
        let store = try await opened()
        try await store.begin(Self.session(1), limit: 9, now: Samples.time(5))
        let verdicts = try await withThrowingTaskGroup(of: SessionVerdict?.self) { group in
            for number: UInt8 in 10..<30 {
                group.addTask {
                    try await store.renew(selector: [1]) { session, account in
                        guard session.secret == [0, 1, 255] else {
                            return .ended(.reused(username: "ada"), Revocation(id: session.id, until: Samples.time(50)))
                        }
                        var next = session
                        next.secret = [number]
                        return .renewed(next, account ?? Self.account)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let renewed = verdicts.count { if case .renewed? = $0 { true } else { false } }
        let ended = verdicts.count { if case .ended? = $0 { true } else { false } }
        #expect((renewed, ended, verdicts.count { $0 == nil }) == (1, 1, 18))
    }

    @Test func neitherTokensNorTheirSecretsStandInTheFile() async throws {
        let store = try await opened()
        let tokens = try await TokenIssuer(
            secret: Array("0123456789abcdef0123456789abcdef".utf8), now: { Samples.time(5) })
        let sessions = Sessions(store: store, tokens: tokens, now: { Samples.time(5) })
        let pair = try await sessions.begin(for: Self.account)
        store.close()
        let file = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/accounts.sqlite"))
        let text = pair.refresh.token.replacing("-", with: "+").replacing("_", with: "/")
        let bytes = try #require(Data(base64Encoded: text))
        for secret in [bytes.prefix(16), bytes.suffix(32), Data(pair.refresh.token.utf8)] {
            #expect(file.range(of: secret) == nil)
        }
    }
}
