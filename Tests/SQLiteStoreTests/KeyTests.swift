import GRDB
import JSON
import Orchestration
import StoreExercise
import Testing

@testable import SQLiteStore

/// What becomes of idempotency keys over time, on a real file.
@Suite struct KeyTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func key(_ text: String, until end: Int64 = 100_000) -> IdempotencyKey {
        IdempotencyKey(text, fingerprint: "f", expiresAt: Samples.time(end))
    }

    private func count(_ store: SQLiteStore) async throws -> Int {
        try await store.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM idempotency_keys") ?? 0 }
    }

    @Test func aKeySurvivesWhatAKillLeavesBehind() async throws {
        let store = try folder.open()
        let made = try await store.create(Samples.task(1), once: key("k"))
        let copy = try await folder.killedCopy(of: store)
        let survivor = try copy.open()
        let again = try await survivor.create(Samples.task(2), once: key("k"))
        #expect(again == TaskCreation(made.task, isReplay: true))
        #expect(try await survivor.tasks(TaskQuery()).tasks.map(\.id) == [made.task.id])
        withExtendedLifetime(copy) { survivor.close() }
    }

    @Test func aKeyWhoseTaskIsGoneCreatesNothing() async throws {
        let store = try folder.open()
        _ = try await store.create(Samples.task(1), once: key("k"))
        try await store.perform { try $0.execute("DELETE FROM tasks") }
        let gone = StoreError.keyedTaskGone(Samples.task(1).id)
        await #expect(throws: gone) { _ = try await store.create(Samples.task(2), once: key("k")) }
        await #expect(throws: gone) {
            _ = try await store.creation(under: key("k"), owner: "ada", at: Samples.time(3))
        }
        #expect(try await store.tasks(TaskQuery()).tasks == [])
    }

    @Test func expiredKeysAreSweptSomeAtATime() async throws {
        let store = try folder.open()
        for number in 1...100 {
            _ = try await store.create(Samples.task(number), once: key("\(number)", until: 500))
        }
        #expect(try await count(store) == 100)
        _ = try await store.create(Samples.task(1000), once: key("a"))
        #expect(try await count(store) == 100 - Transaction.sweep + 1)
        _ = try await store.create(Samples.task(1001), once: key("b"))
        #expect(try await count(store) == 2)
    }

    @Test func commitsAreCounted() async throws {
        let store = try folder.open()
        #expect(store.activity == StoreActivity())
        try await store.create(Samples.task(1))
        _ = try? await store.create(Samples.task(1))
        let activity = store.activity
        #expect(activity.commits == 2 && activity.operations == 2 && activity.failures == 0)
        #expect(activity.seconds > 0)
    }
}
