import Access
import JSON
import StoreExercise
import Testing

@testable import SQLiteStore

@Suite struct AccountTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private static func account(_ name: String, role: Role = .operator, hash: String = "old") -> Account {
        Account(
            username: name, role: role, passwordHash: hash, createdAt: Samples.time(1),
            tokensValidAfter: Samples.time(2))
    }

    @Test func accountsSurviveReopening() async throws {
        let store = try folder.openAccounts()
        for (name, role) in [("eve", Role.viewer), ("ada", .admin), ("Ada", .operator)] {
            try await store.add(Self.account(name, role: role))
        }
        store.close()
        let again = try folder.openAccounts()
        #expect(try await again.accounts().map(\.username) == ["Ada", "ada", "eve"])
        #expect(try await again.account(named: "eve") == Self.account("eve", role: .viewer))
        #expect(try await again.account(named: "EVE") == nil)
    }

    @Test func aNameIsTakenOnce() async throws {
        let store = try folder.openAccounts()
        try await store.add(Self.account("ada"))
        await #expect(throws: AccountError.exists("ada")) { try await store.add(Self.account("ada", hash: "mine now")) }
        #expect(try await store.account(named: "ada")?.passwordHash == "old")
    }

    @Test func aNewPasswordEndsOlderTokens() async throws {
        let store = try folder.openAccounts()
        try await store.add(Self.account("ada"))
        try await store.replacePassword(of: "ada", hash: "new", tokensValidAfter: Samples.time(9))
        let account = try await store.account(named: "ada")
        #expect(account?.passwordHash == "new")
        #expect(account?.tokensValidAfter == Samples.time(9))
        await #expect(throws: AccountError.unknown("bob")) {
            try await store.replacePassword(of: "bob", hash: "new", tokensValidAfter: Samples.time(9))
        }
    }

    @Test func aHashIsUpgradedOnlyIfItIsStillThere() async throws {
        let store = try folder.openAccounts()
        try await store.add(Self.account("ada"))
        try await store.upgradeHash(of: "ada", from: "other", to: "stronger")
        #expect(try await store.account(named: "ada")?.passwordHash == "old")
        try await store.upgradeHash(of: "ada", from: "old", to: "stronger")
        #expect(try await store.account(named: "ada")?.passwordHash == "stronger")
    }

    @Test func aClosedStoreSaysSo() async throws {
        let store = try folder.openAccounts()
        store.close()
        let error = await #expect(throws: AccountError.self) { try await store.add(Self.account("ada")) }
        guard case .store? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func severalProcessesMayHaveItOpen() async throws {
        let (server, command) = (try folder.openAccounts(), try folder.openAccounts())
        try await server.add(Self.account("ada"))
        try await command.add(Self.account("eve"))
        #expect(try await server.accounts().map(\.username) == ["ada", "eve"])
        #expect(try server.durability() == Durability(synchronous: 3, journalMode: "delete"))
    }
}
