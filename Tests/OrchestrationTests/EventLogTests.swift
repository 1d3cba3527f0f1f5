import JSON
import Orchestration
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct EventLogTests {
    private let store = MemoryStore()

    /// Creates this many tasks, numbered from `first`; each is one event.
    private func create(_ count: Int, from first: Int = 0) async throws {
        for number in first..<first + count { try await store.create(record("task_\(number)")) }
    }

    /// The next events of a feed until so many are there.
    private static func take(_ count: Int, _ log: EventLog, after sequence: Int64) async -> [TaskEvent] {
        var events: [TaskEvent] = []
        for await batch in log.follow(after: sequence) {
            events += batch
            if events.count >= count { break }
        }
        return events
    }

    @Test func replaysTheStoreAndGoesOnLive() async throws {
        try await create(5)
        let log = EventLog(store: store)
        var feed = log.follow(after: 2).makeAsyncIterator()
        #expect(try await feed.next()?.map(\.sequence) == [3, 4, 5])
        try await create(2, from: 5)
        #expect(try await feed.next()?.map(\.sequence) == [6, 7])
        #expect(await log.latest() == 7)
    }

    @Test func wakesAReaderWhoWaits() async throws {
        let log = EventLog(store: store)
        async let first = Self.take(1, log, after: 0)
        try await create(1)
        #expect(await first == store.allEvents)
    }

    @Test func missesNoCommitBetweenReadingTheStoreAndWaiting() async throws {
        let log = EventLog(store: store)
        store.after(.events) { [store] in try? await store.create(record()) }
        #expect(await Self.take(1, log, after: 0) == store.allEvents)
        #expect(store.allEvents.count == 1)
    }

    @Test func everyReaderReadsEverythingOnceWhileManyWrite() async throws {
        let log = EventLog(store: store, kept: 16)
        try await create(20)
        let starts: [Int64] = [0, 0, 5, 19, 20]
        let read = try await withThrowingTaskGroup(of: (Int, [TaskEvent]).self) { group in
            for (reader, start) in starts.enumerated() {
                group.addTask { (reader, await Self.take(220 - Int(start), log, after: start)) }
            }
            try await withThrowingTaskGroup(of: Void.self) { writers in
                for writer in 0..<10 { writers.addTask { try await create(20, from: 1000 + writer * 20) } }
                try await writers.waitForAll()
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (reader, start) in starts.enumerated() {
            #expect(read[reader] == Array(store.allEvents.dropFirst(Int(start))), "reader \(reader)")
        }
    }

    @Test func aSlowReaderFallsBackOnTheStore() async throws {
        let log = EventLog(store: store, kept: 4)
        var feed = log.follow(after: 0).makeAsyncIterator()
        try await create(1)
        #expect(try await feed.next()?.count == 1)
        let reads = store.eventReads
        try await create(600, from: 1)
        var events: [TaskEvent] = []
        while events.count < 600, let batch = try await feed.next() {
            #expect(batch.count <= EventLog.pageSize)
            events += batch
        }
        #expect(events == Array(store.allEvents.dropFirst()))
        #expect(store.eventReads - reads == 3)
    }

    @Test func aReaderWhoKeepsUpNeverAsksTheStore() async throws {
        let log = EventLog(store: store)
        try await create(1)
        var feed = log.follow(after: 0).makeAsyncIterator()
        for number in 1...50 {
            #expect(try await feed.next()?.count == 1)
            try await create(1, from: number)
        }
        #expect(store.eventReads == 0)
    }

    @Test func endsWhenItsReaderIsCancelled() async {
        let log = EventLog(store: store)
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<10 {
                group.addTask {
                    var batches = 0
                    for await _ in log.follow(after: 0) { batches += 1 }
                    return batches
                }
            }
            group.cancelAll()
            for await batches in group { #expect(batches == 0) }
        }
    }

    @Test func waitsWhileTheStoreFails() async throws {
        let clock = ManualClock()
        try await create(3)
        let log = EventLog(store: store, clock: clock)
        store.fail(with: .unavailable("no disk"))
        async let events = Self.take(3, log, after: 0)
        async let page = log.page(after: 1, task: "task_1")
        async let latest = log.latest()
        await clock.untilSleeping(3)
        store.fail(with: nil)
        clock.advance(by: .seconds(1))
        #expect(await events == store.allEvents)
        #expect(await page.map(\.taskID) == ["task_1"])
        #expect(await latest == 3)
    }

    @Test func pagesOneTask() async throws {
        let log = EventLog(store: store)
        try await create(3)
        _ = try await store.apply([.enqueue, .start], to: "task_1", at: time(9))
        #expect(
            await log.page(after: 0, task: "task_1").map(\.kind) == [
                .taskCreated, .taskExecutionStarted, .agentStarted,
            ])
        #expect(await log.page(after: 0, task: "task_1", limit: 2).count == 2)
        #expect(await log.page(after: 5, task: "task_1").isEmpty)
        #expect(await log.page(after: 3).map(\.sequence) == [4, 5])
    }
}
