import JSON
import Orchestration
import StoreExercise
import Testing

@testable import SQLiteStore

@Suite struct RecentTasksTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test func whatWasStoredIsAtHandAsTheDatabaseHoldsIt() async throws {
        let store = try folder.open()
        #expect(store.recent(Samples.task(1).id) == nil)
        let task = Samples.task(1, parameters: ["ports": [1, 2.5, nil], "text": "é"])
        try await store.create(task)
        #expect(store.recent(task.id) == task)
        let queued = try await store.apply([.enqueue], to: task.id, at: Samples.time(5))
        #expect(queued.status == .queued && store.recent(task.id) == queued)
        store.close()
        #expect(store.recent(task.id) == nil)
        let again = try folder.open()
        #expect(again.recent(task.id) == nil)
        #expect(try await again.task(task.id) == queued)
        #expect(again.recent(task.id) == queued)
    }

    @Test func whatWasRolledBackIsNotAtHand() async throws {
        struct Odd: Error {}
        let store = try folder.open()
        let task = Samples.task(1)
        await #expect(throws: Odd.self) {
            try await store.perform { transaction in
                try transaction.insert(task)
                throw Odd()
            }
        }
        #expect(store.recent(task.id) == nil)
        try await store.create(task)
        await #expect(throws: StoreError.self) {
            try await store.apply([.enqueue, .enqueue], to: task.id, at: Samples.time(9))
        }
        #expect(store.recent(task.id) == task)
    }

    @Test func aReaderThatWasOvertakenByACommitPutsNothingIn() {
        let tasks = RecentTasks()
        var task = Samples.task(1)
        let before = tasks.commits
        tasks.changed([Samples.task(2)])
        tasks.found(task, since: before)
        #expect(tasks.task(task.id) == nil)
        tasks.found(task, since: tasks.commits)
        #expect(tasks.task(task.id) == task)
        let old = task
        task.progress = 50
        tasks.changed([task])
        tasks.found(old, since: before)
        #expect(tasks.task(task.id) == task)
    }

    @Test func whatACommitThatFailedTouchedIsForgotten() {
        let tasks = RecentTasks()
        tasks.changed([Samples.task(1), Samples.task(2)])
        let before = tasks.commits
        tasks.forget([Samples.task(1)])
        #expect(tasks.task(Samples.task(1).id) == nil && tasks.task(Samples.task(2).id) != nil)
        tasks.found(Samples.task(1), since: before)
        #expect(tasks.task(Samples.task(1).id) == nil)
    }

    @Test func isBoundedInNumberAndInSize() {
        let tasks = RecentTasks(capacity: 10)
        for number in 0..<100 { tasks.changed([Samples.task(number)]) }
        let known = (0..<100).filter { tasks.task(Samples.task($0).id) != nil }
        #expect(known.count <= 10 && known.suffix(5) == Array(95..<100)[...])
        let long = JSONValue.string(String(repeating: "x", count: 20_000))
        for parameters in [["a": long], ["b": 1, "c": [long]]] as [JSONValue] {
            let large = Samples.task(99, parameters: parameters)
            tasks.changed([large])
            #expect(tasks.task(large.id) == nil)
        }
        let many = Samples.task(98, parameters: ["list": .array(Array(repeating: 1, count: 2_000))])
        tasks.changed([many])
        #expect(tasks.task(many.id) == nil)
    }
}
