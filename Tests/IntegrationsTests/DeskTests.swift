import JSON
import Orchestration
import Testing

@testable import Integrations

@Suite struct DeskTests {
    private func faults(_ work: () async throws(IntegrationError) -> IntegrationRecord) async -> [String] {
        do throws(IntegrationError) {
            _ = try await work()
            return []
        } catch {
            guard case .invalid(let faults) = error else { return ["\(error)"] }
            return faults.map { "\($0.pointer) \($0.keyword)" }
        }
    }

    @Test func whatThePlatformDoesNotTakeIsRefusedAtOnce() async throws {
        let house = try House()
        let change = IntegrationChange(
            credentials: ["tokn": "x"], settings: ["repository": "no slash", "x": 1], events: ["task_progress"])
        let found = await faults { () throws(IntegrationError) in
            try await house.desk.create(platform: "github", owner: "ada", change)
        }
        #expect(
            found == [
                "/credentials required", "/credentials/tokn additionalProperties", "/settings/repository pattern",
                "/settings/x additionalProperties", "/events/0 enum",
            ])
    }

    @Test func anOwnerHasNoMoreThanTheFileAllows() async throws {
        let house = try House(edits: [("integrations_per_owner: 50", "integrations_per_owner: 2")])
        _ = try await house.webhook()
        _ = try await house.webhook()
        await #expect(throws: IntegrationError.tooMany(limit: 2)) { try await house.webhook() }
        #expect(try await house.desk.integrations(owner: nil, limit: 10, cursor: nil).integrations.count == 2)
    }

    @Test func credentialsAreStoredSealedAndReplacedWhole() async throws {
        let house = try House()
        let made = try await house.webhook()
        let vault = try #require(CredentialVault(key: VaultTests.key))
        #expect(made.credentialNames == ["secret"])
        #expect(try vault.open(made.sealed, for: made.id) == ["secret": .string(House.secret)])
        let fresh = "whsec_" + Base64.text([UInt8](repeating: 9, count: 32))
        let changed = try await house.desk.update(made.id, IntegrationChange(credentials: ["secret": .string(fresh)]))
        #expect(try vault.open(changed.sealed, for: made.id) == ["secret": .string(fresh)])
        #expect(changed.settings == made.settings && changed.events == made.events)
    }
}
