import JSON
import Orchestration
import Testing

extension StoreCheck {
    private static func key(_ text: String = "k", fingerprint: String = "f", until end: Int64 = 1000) -> IdempotencyKey
    {
        IdempotencyKey(text, fingerprint: fingerprint, expiresAt: Samples.time(end))
    }

    static let keeping = [
        StoreCheck("creates one task for a key, and finds it again as it was") { store in
            let task = Samples.task(1)
            #expect(try await store.creation(under: key(), owner: "ada", at: Samples.time(1)) == nil)
            #expect(try await store.create(task, once: key()) == TaskCreation(task, isReplay: false))
            _ = try await store.apply([.cancel], to: task.id, at: Samples.time(2))
            #expect(try await store.create(Samples.task(2), once: key()) == TaskCreation(task, isReplay: true))
            #expect(try await store.creation(under: key(), owner: "ada", at: Samples.time(3))?.status == .cancelled)
            #expect(try await store.task(Samples.task(2).id) == nil)
            #expect(try await store.log().map(\.kind) == [.taskCreated, .taskFailed])
        },
        StoreCheck("refuses a key that comes with another request, and stores nothing") { store in
            _ = try await store.create(Samples.task(1), once: key())
            let other = key(fingerprint: "other")
            await #expect(throws: StoreError.keyReused("k")) {
                _ = try await store.create(Samples.task(2), once: other)
            }
            await #expect(throws: StoreError.keyReused("k")) {
                _ = try await store.creation(under: other, owner: "ada", at: Samples.time(2))
            }
            #expect(try await store.log().count == 1)
        },
        StoreCheck("keeps the keys of two people apart") { store in
            let (mine, yours) = (Samples.task(1), Samples.task(2, owner: "bob"))
            let (first, second) = (
                try await store.create(mine, once: key()),
                try await store.create(yours, once: key(fingerprint: "other"))
            )
            #expect(first.task == mine && second.task == yours)
        },
        StoreCheck("forgets a key when its time is over") { store in
            let (early, late) = (Samples.task(1), Samples.task(1000))
            _ = try await store.create(early, once: key())
            #expect(try await store.creation(under: key(), owner: "ada", at: Samples.time(999)) == early)
            #expect(try await store.creation(under: key(), owner: "ada", at: Samples.time(1000)) == nil)
            let again = key(fingerprint: "other", until: 2000)
            #expect(try await store.create(late, once: again) == TaskCreation(late, isReplay: false))
            #expect(try await store.creation(under: again, owner: "ada", at: Samples.time(1001)) == late)
        },
        StoreCheck("makes one task of many requests with one key at once") { store in
            let made = try await withThrowingTaskGroup(of: TaskCreation.self) { group in
                for number in 1...50 {
                    group.addTask { try await store.create(Samples.task(number), once: key()) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(Set(made.map(\.task.id)).count == 1)
            #expect(made.count { !$0.isReplay } == 1)
            #expect(try await store.log().count == 1)
        },
        StoreCheck("leaves no key behind when the task cannot be stored") { store in
            try await store.create(Samples.task(1))
            await #expect(throws: StoreError.duplicate(Samples.task(1).id)) {
                _ = try await store.create(Samples.task(1), once: key())
            }
            #expect(try await store.creation(under: key(), owner: "ada", at: Samples.time(2)) == nil)
        },
    ]

    static let totalling = [
        StoreCheck("counts tasks by state, seconds and queue as they change") { store in
            #expect(try await store.totals() == TaskTotals())
            try await store.create(Samples.task(1))
            try await store.queue(Samples.task(2, agents: ["b"]))
            try await store.start(Samples.task(3))
            _ = try await store.apply(
                [.complete(["summary": "done"], attempt: 1)], to: Samples.task(3).id, at: Samples.time(3500))
            try await store.queue(Samples.task(4))
            _ = try await store.apply([.cancel], to: Samples.task(1).id, at: Samples.time(4000))
            let totals = try await store.totals()
            #expect(totals.counts.filter { $0.value > 0 } == [.queued: 2, .completed: 1, .cancelled: 1])
            #expect(totals.completedSeconds == 2.5 && totals.averageSeconds == 2.5)
            #expect(totals.queued == ["a": 1, "b": 1])
            #expect(totals.all == 4 && totals.active == 2)
            #expect(try await store.latestSequence() == totals.latestSequence)
        }
    ]
}
