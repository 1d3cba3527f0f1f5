import JSON
import Orchestration
import Testing

extension StoreCheck {
    static let rescuing = [
        StoreCheck("runs an interrupted task again while attempts are left") { store in
            let task = Samples.task(1)
            try await store.start(task)
            let first = try await store.rescue(attemptsAllowed: ["a": 2], at: Samples.time(2000))
            #expect(first == RecoveryReport(requeued: 1, failed: 0, queued: 1))
            #expect(try await store.claim(agent: "a", limit: 1, at: Samples.time(3000)).map(\.attempt) == [2])
            let second = try await store.rescue(attemptsAllowed: ["a": 2], at: Samples.time(4000))
            #expect(second == RecoveryReport(requeued: 0, failed: 1, queued: 0))
            let ended = try await store.task(task.id)
            #expect(
                ended?.failure
                    == TaskFailure(
                        code: "ATTEMPTS_EXHAUSTED",
                        detail: "Task \(task.id) was interrupted 2 times, which is as often as its agent allows"))
            #expect(ended?.status == .failed && ended?.finishedAt == Samples.time(4000))
            #expect(try await store.log().last?.kind == .taskFailed)
        },
        StoreCheck("ends the tasks of an agent that is gone") { store in
            try await store.queue(Samples.task(1, agents: ["a"]))
            try await store.queue(Samples.task(2, agents: ["gone"]))
            try await store.queue(Samples.task(3, agents: ["a", "gone"]))
            try await store.start(Samples.task(4, agents: ["lost"]))
            let report = try await store.rescue(attemptsAllowed: ["a": 3], at: Samples.time(2000))
            #expect(report == RecoveryReport(requeued: 0, failed: 3, queued: 1))
            let failure = TaskFailure(code: "AGENT_NOT_FOUND", detail: "Agent gone is disabled or no longer exists")
            #expect(try await store.task(Samples.task(2).id)?.failure == failure)
            #expect(try await store.task(Samples.task(3).id)?.failure == failure)
            #expect(try await store.task(Samples.task(4).id)?.failure?.code == "AGENT_NOT_FOUND")
        },
        StoreCheck("leaves alone what is not under way") { store in
            try await store.create(Samples.task(1))
            try await store.start(Samples.task(2))
            _ = try await store.apply([.complete([:], attempt: 1)], to: Samples.task(2).id, at: Samples.time(1))
            try await store.create(Samples.task(3))
            _ = try await store.apply([.cancel], to: Samples.task(3).id, at: Samples.time(1))
            let before = try await store.tasks(TaskQuery(limit: 10))
            let log = try await store.log()
            #expect(try await store.rescue(attemptsAllowed: [:], at: Samples.time(2000)) == RecoveryReport())
            #expect(try await store.tasks(TaskQuery(limit: 10)) == before)
            #expect(try await store.log() == log)
        },
    ]
}
