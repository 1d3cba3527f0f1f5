import Foundation
import JSON
import Orchestration
import SQLiteStore
import TestSupport

@testable import Integrations

/// A store on disk with a courier and a desk, for one test; the clock stands still until the test moves it.
final class House: Sendable {
    static let time = Timestamp(milliseconds: 1_795_478_400_000)
    static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    let folder: String
    let store: SQLiteStore
    let clock = ManualClock()
    let door: ScriptedDoor
    let courier: Courier
    let desk: IntegrationDesk
    let notices: AsyncStream<CourierNotice>

    init(_ script: [ScriptedDoor.Answer] = [], edits: [(String, String)] = []) throws {
        folder = NSTemporaryDirectory() + "amas-integrations-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = try SQLiteStore(path: folder + "/tasks.sqlite")
        door = ScriptedDoor(script)
        guard let vault = CredentialVault(key: VaultTests.key) else { throw StoreError.unavailable("no vault") }
        let (notices, notice) = AsyncStream.makeStream(of: CourierNotice.self)
        self.notices = notices
        courier = Courier(
            catalogue: try CatalogueTests.catalogue(edits), vault: vault, store: store,
            events: EventLog(store: store, clock: clock), door: door, clock: clock, now: { House.time },
            chance: { 0 }, log: { notice.yield($0) })
        desk = IntegrationDesk(courier: courier, makeID: { UUID().uuidString.filter(\.isHexDigit).lowercased() })
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// A webhook of ada's that hears of created tasks.
    func webhook(url: String = "https://example.com/hook") async throws -> IntegrationRecord {
        try await desk.create(
            platform: "webhook", owner: "ada",
            IntegrationChange(
                credentials: ["secret": .string(Self.secret)], settings: ["url": .string(url)],
                events: ["task_created"]))
    }

    /// Stores a task and with it one event.
    func task(_ number: Int, owner: String = "ada") async throws {
        try await store.create(
            TaskRecord(
                id: "task_\(number)", title: "task \(number)", taskType: "scan", target: "example.com", priority: 5,
                parameters: [:], owner: owner, assignedAgents: ["a"], createdAt: Self.time))
    }

    /// Runs `body` while the courier delivers, and ends it after.
    func delivering(_ body: () async throws -> Void) async throws {
        let courier = courier
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await courier.run() }
            try await body()
            group.cancelAll()
        }
    }
}
