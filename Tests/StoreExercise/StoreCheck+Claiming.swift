import Orchestration
import Testing

extension StoreCheck {
    static let claiming = [
        StoreCheck("claims by priority, then first queued first") { store in
            for (number, priority) in [(1, 5), (2, 9), (3, 5), (4, 9), (5, 1)] {
                try await store.create(Samples.task(number, priority: priority))
            }
            // Queued in another order than created: the order of queueing counts.
            for number in [3, 1, 4, 2, 5] {
                _ = try await store.apply([.enqueue], to: Samples.task(number).id, at: Samples.time(10))
            }
            let first = try await store.claim(agent: "a", limit: 3, at: Samples.time(20))
            #expect(first.map(\.title) == ["task 4", "task 2", "task 3"])
            #expect(first.allSatisfy { $0.status == .running && $0.attempt == 1 && $0.startedAt == Samples.time(20) })
            let rest = try await store.claim(agent: "a", limit: 3, at: Samples.time(30))
            #expect(rest.map(\.title) == ["task 1", "task 5"])
            #expect(try await store.claim(agent: "a", limit: 3, at: Samples.time(40)).isEmpty)
        },
        StoreCheck("claims only tasks that begin with the agent") { store in
            try await store.queue(Samples.task(1, agents: ["b", "a"]))
            try await store.queue(Samples.task(2, agents: ["a", "b"]))
            try await store.create(Samples.task(3, agents: ["a"]))
            #expect(try await store.claim(agent: "a", limit: 10, at: Samples.time(20)).map(\.title) == ["task 2"])
            #expect(try await store.claim(agent: "c", limit: 10, at: Samples.time(20)).isEmpty)
            #expect(try await store.claim(agent: "b", limit: 10, at: Samples.time(20)).map(\.title) == ["task 1"])
        },
        StoreCheck("keeps the place of a task that was given back") { store in
            try await store.start(Samples.task(1))
            try await store.queue(Samples.task(2))
            let id = Samples.task(1).id
            let back = try await store.apply([.giveBack(attempt: 1)], to: id, at: Samples.time(2000))
            #expect(back.status == .queued && back.startedAt == nil && back.givenBack == 1 && back.attempt == 1)
            let next = try await store.claim(agent: "a", limit: 2, at: Samples.time(3000))
            #expect(next.map(\.title) == ["task 1", "task 2"])
        },
        StoreCheck("never gives a task to two claims") { store in
            for number in 0..<60 { try await store.queue(Samples.task(number)) }
            let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<20 {
                    group.addTask { try await store.claim(agent: "a", limit: 5, at: Samples.time(9000)).map(\.id) }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(claimed.count == 60)
            #expect(Set(claimed).count == 60)
        },
    ]
}
