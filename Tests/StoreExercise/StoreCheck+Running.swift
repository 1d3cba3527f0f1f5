import JSON
import Orchestration
import Testing

extension StoreCheck {
    static let running = [
        StoreCheck("keeps each step of a run with its events") { store in
            let task = Samples.task(1)
            try await store.start(task)
            let advance = TaskAdvance(agent: "a", percentage: 40, step: "ports", message: nil)
            _ = try await store.apply([.advance(advance, attempt: 1)], to: task.id, at: Samples.time(2000))
            let ending = AgentEnding(agent: "a", succeeded: true, seconds: 2, findings: 1)
            let result: JSONValue = ["summary": "one finding", "findings": [["rule": "r"]]]
            let done = try await store.apply(
                [.endAgent(ending, attempt: 1), .complete(result, attempt: 1)], to: task.id, at: Samples.time(3000))
            var expected = task
            expected.status = .completed
            expected.progress = 100
            expected.attempt = 1
            expected.result = result
            expected.updatedAt = Samples.time(3000)
            expected.startedAt = Samples.time(1000)
            expected.finishedAt = Samples.time(3000)
            #expect(done == expected)
            #expect(try await store.task(task.id) == expected)
            let log = try await store.log()
            #expect(
                log.map(\.kind) == [
                    .taskCreated, .taskExecutionStarted, .agentStarted, .taskProgress, .agentCompleted, .taskCompleted,
                ])
            #expect(log.isInOrder)
            #expect(log[3].data == ["percentage": 40.0, "agent_id": "a", "step": "ports", "message": nil])
            #expect(log[5].data == ["status": "completed", "duration_seconds": 2.0, "result": result])
        },
        StoreCheck("changes nothing when one command of several is refused") { store in
            let task = Samples.task(1)
            try await store.create(task)
            let refusal = await store.refusal(of: [.enqueue, .start, .cancel, .enqueue], to: task.id)
            #expect(refusal == .conflict(id: task.id, status: .cancelled, wanted: "pending"))
            #expect(try await store.task(task.id) == task)
            #expect(try await store.log().count == 1)
        },
        StoreCheck("refuses a run that is not the current one") { store in
            let task = Samples.task(1)
            try await store.start(task)
            _ = try await store.apply([.giveBack(attempt: 1)], to: task.id, at: Samples.time(2000))
            let late = StoreError.superseded(id: task.id, attempt: 1)
            #expect(await store.refusal(of: [.complete([:], attempt: 1)], to: task.id) == late)
            let again = try await store.claim(agent: "a", limit: 1, at: Samples.time(3000))
            #expect(again.map(\.attempt) == [2])
            #expect(await store.refusal(of: [.complete([:], attempt: 1)], to: task.id) == late)
            #expect(await store.refusal(of: [.complete([:], attempt: 2)], to: task.id) == nil)
            let over = StoreError.superseded(id: task.id, attempt: 2)
            #expect(await store.refusal(of: [.complete([:], attempt: 2)], to: task.id) == over)
        },
        StoreCheck("lets exactly one of completion and cancellation win") { store in
            for number in 1...20 {
                let task = Samples.task(number)
                try await store.start(task)
                async let completed = store.refusal(of: [.complete([:], attempt: 1)], to: task.id)
                async let cancelled = store.refusal(of: [.cancel], to: task.id)
                let (first, second) = await (completed, cancelled)
                #expect((first == nil) != (second == nil))
                let status = try await store.task(task.id)?.status
                #expect(status == (first == nil ? .completed : .cancelled))
                let ends = try await store.events(after: 0, task: task.id, limit: 100).filter {
                    $0.kind == .taskCompleted || $0.kind == .taskFailed
                }
                #expect(ends.count == 1)
            }
        },
        StoreCheck("counts the runs of each agent") { store in
            let endings = [
                AgentEnding(agent: "a", succeeded: true, seconds: 2),
                AgentEnding(agent: "a", succeeded: true, seconds: 4),
                AgentEnding(agent: "a", succeeded: false, seconds: 90),
                AgentEnding(agent: "b", succeeded: false, seconds: 1),
            ]
            let task = Samples.task(1)
            try await store.start(task)
            for ending in endings {
                let commands: [TaskCommand] = [.beginAgent(ending.agent, attempt: 1), .endAgent(ending, attempt: 1)]
                _ = try await store.apply(commands, to: task.id, at: Samples.time(2000))
            }
            let twice = TaskCommand.endAgent(endings[0], attempt: 1)
            _ = try await store.apply([twice], to: task.id, at: Samples.time(2000))
            let refused = TaskCommand.endAgent(endings[0], attempt: 2)
            #expect(await store.refusal(of: [refused], to: task.id) == .superseded(id: task.id, attempt: 2))
            #expect(
                try await store.tallies() == [
                    "a": AgentTally(completed: 2, failed: 1, seconds: 6),
                    "b": AgentTally(completed: 0, failed: 1, seconds: 0),
                ])
        },
        StoreCheck("keeps who is at work, and ends their part with the run") { store in
            let task = Samples.task(1, agents: ["a", "b", "c"])
            try await store.start(task)
            for (number, agent) in ["b", "c"].enumerated() {
                let time = Samples.time(1500 + Int64(number) * 250)
                _ = try await store.apply([.beginAgent(agent, attempt: 1)], to: task.id, at: time)
            }
            let ending = AgentEnding(agent: "b", succeeded: true, seconds: 1)
            _ = try await store.apply([.endAgent(ending, attempt: 1)], to: task.id, at: Samples.time(2000))
            let shifts = [
                AgentShift(agent: "a", since: Samples.time(1000)), AgentShift(agent: "c", since: Samples.time(1750)),
            ]
            #expect(try await store.task(task.id)?.atWork == shifts)
            _ = try await store.apply([.cancel], to: task.id, at: Samples.time(3000))
            #expect(try await store.task(task.id)?.atWork == [])
            let ends = try await store.log().suffix(3)
            #expect(ends.map(\.kind) == [.agentCompleted, .agentCompleted, .taskFailed])
            #expect(ends.compactMap { $0.data["agent_id"] } == ["a", "c"])
            #expect(ends.compactMap { $0.data["duration_seconds"] } == [2.0, 1.25])
            #expect(try await store.tallies() == ["b": AgentTally(completed: 1, seconds: 1)])
        },
    ]
}
