import JSON
import Orchestration
import Testing

extension StoreCheck {
    static let creating = [
        StoreCheck("keeps a new task and its event") { store in
            let task = Samples.task(1)
            try await store.create(task)
            #expect(try await store.task(task.id) == task)
            let brief: JSONValue = [
                "id": .string(task.id), "title": "task 1", "status": "pending", "task_type": "scan",
                "target": "example.com", "priority": 5, "assigned_agents": ["a"],
            ]
            let event = try #require(try await store.log().first)
            #expect(event.sequence > 0)
            #expect(
                event
                    == TaskEvent(
                        sequence: event.sequence, kind: .taskCreated, taskID: task.id, owner: "ada",
                        timestamp: Samples.time(1), data: ["task": brief]))
            #expect(try await store.latestSequence() == event.sequence)
        },
        StoreCheck("knows nothing of a task that was never created") { store in
            let task = try await store.task("task_0")
            #expect(task == nil)
            #expect(await store.refusal(of: [.enqueue], to: "task_0") == .unknownTask("task_0"))
            #expect(try await store.log().isEmpty)
            #expect(try await store.latestSequence() == 0)
        },
        StoreCheck("refuses an id twice and keeps the first task") { store in
            let task = Samples.task(1)
            try await store.create(task)
            var second = task
            second.title = "another"
            await #expect(throws: StoreError.duplicate(task.id)) { try await store.create(second) }
            #expect(try await store.task(task.id) == task)
            #expect(try await store.log().count == 1)
        },
        StoreCheck("keeps every text and number as it was given") { store in
            var task = Samples.task(1)
            task.title = "a\u{0}b \"quoted\" 😀 e\u{301} ' ; --"
            task.description = ""
            task.target = "\u{0}"
            task.parameters = [
                "integer": .integer(.max), "negative": .integer(.min), "double": 0.1, "whole": .double(3),
                "small": .double(.leastNonzeroMagnitude), "decimal": .decimal("123456789012345678901234567890.5"),
                "empty": "",
                "nul": "\u{0}", "null": nil, "deep": [[["x": [true, false]]]], "": "no name",
            ]
            try await store.create(task)
            #expect(try await store.task(task.id) == task)
        },
        StoreCheck("works in a cancelled Swift task") { store in
            let task = Samples.task(1)
            let outcome = await withTaskGroup(of: TaskRecord?.self) { group in
                group.cancelAll()
                group.addTask {
                    _ = try? await store.start(task)
                    return try? await store.task(task.id)
                }
                return await group.next() ?? nil
            }
            #expect(outcome?.status == .running)
        },
        StoreCheck("keeps 200 tasks that are created at once") { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<200 { group.addTask { try await store.create(Samples.task(number)) } }
                try await group.waitForAll()
            }
            for number in 0..<200 { #expect(try await store.task(Samples.task(number).id) == Samples.task(number)) }
            let log = try await store.log()
            #expect(log.count == 200 && log.isInOrder)
        },
    ]
}
