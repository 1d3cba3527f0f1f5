import JSON
import Orchestration
import StoreExercise
import Testing

@testable import SQLiteStore

@Suite struct GroupCommitTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test func everyOneOf200ConcurrentCreatesIsThereAfterReopening() async throws {
        let store = try folder.open()
        let commits = Recorder<Int>()
        store.observe { commits.append($0.count) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 { group.addTask { try await store.create(Samples.task(number)) } }
            try await group.waitForAll()
        }
        #expect(commits.all.reduce(0, +) == 200)
        #expect(commits.all.count < 200, "nobody shared a commit")
        let log = try await store.events(after: 0, task: nil, limit: 1000)
        store.close()
        let again = try folder.open()
        for number in 0..<200 { #expect(try await again.task(Samples.task(number).id) == Samples.task(number)) }
        #expect(try await again.events(after: 0, task: nil, limit: 1000) == log)
        #expect(log.count == 200)
    }

    @Test func whatWasAnsweredIsInTheFilesOfAProcessThatIsKilled() async throws {
        let store = try folder.open()
        let acknowledged = Recorder<TaskRecord>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    try await store.create(Samples.task(number))
                    acknowledged.append(Samples.task(number))
                }
            }
            for _ in 0..<50 { try await group.next() }
            let known = acknowledged.all
            let copy = try await folder.killedCopy(of: store)
            let left = try copy.open()
            for task in known { #expect(try await left.task(task.id) == task) }
            #expect(known.count >= 50)
            withExtendedLifetime(copy) { left.close() }
            try await group.waitForAll()
        }
    }

    @Test func oneRefusedRequestRollsBackAlone() async throws {
        let store = try folder.open()
        struct Odd: Error {}
        let results = await withTaskGroup(of: (Int, Bool).self) { group in
            for number in 0..<100 {
                group.addTask {
                    let stored: Void? = try? await store.perform { transaction in
                        try transaction.insert(Samples.task(number))
                        if number % 2 == 1 { throw Odd() }
                    }
                    return (number, stored != nil)
                }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for number in 0..<100 {
            #expect(results[number] == (number % 2 == 0))
            #expect(try await (store.task(Samples.task(number).id) != nil) == (number % 2 == 0))
        }
        #expect(try await store.events(after: 0, task: nil, limit: 1000).count == 50)
    }

    @Test func observersHearNothingOfWhatWasRolledBack() async throws {
        struct Odd: Error {}
        let store = try folder.open()
        let heard = Recorder<TaskEvent>()
        store.observe { heard.append(contentsOf: $0) }
        await #expect(throws: Odd.self) {
            try await store.perform { transaction in
                try transaction.insert(Samples.task(1))
                throw Odd()
            }
        }
        try await store.create(Samples.task(2))
        #expect(heard.all.map(\.taskID) == [Samples.task(2).id])
    }

    @Test func aTransactionThatSQLiteGivesUpRefusesEveryoneInItAndNobodyAfter() async throws {
        let store = try folder.open()
        let outcomes = await withTaskGroup(of: Result<Void, StoreError>.self) { group in
            for number in 0..<20 {
                group.addTask {
                    do throws(StoreError) {
                        try await store.write { transaction in
                            try transaction.insert(Samples.task(number))
                            // As SQLite does by itself when the disk is full.
                            if number == 10 { try transaction.execute("ROLLBACK") }
                        }
                        return .success(())
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let stored = try await store.tasks(TaskQuery(limit: 100)).tasks.count
        #expect(outcomes.count { (try? $0.get()) != nil } == stored)
        #expect(stored < 20)
        try await store.create(Samples.task(100))
        #expect(try await store.task(Samples.task(100).id) == Samples.task(100))
        #expect(try await store.events(after: 0, task: nil, limit: 100).count == stored + 1)
    }

    @Test func waitlistKeepsTheOrder() {
        var list = Waitlist<Int>()
        var taken: [Int] = []
        for number in 0..<10 {
            list.append(number)
            if number % 3 == 0, let first = list.popFirst() { taken.append(first) }
        }
        #expect(!list.isEmpty)
        while let next = list.popFirst() { taken.append(next) }
        #expect(taken == Array(0..<10))
        #expect(list.isEmpty)
    }
}
