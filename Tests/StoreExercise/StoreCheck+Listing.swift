import JSON
import Orchestration
import Testing

extension StoreCheck {
    static let listing = [
        StoreCheck("pages without gap or repeat while tasks are added") { store in
            for number in 1...7 { try await store.create(Samples.task(number)) }
            var seen: [String] = []
            var cursor: PageCursor?
            var added = 100
            repeat {
                let page = try await store.tasks(TaskQuery(limit: 3, cursor: cursor))
                seen += page.tasks.map(\.title)
                cursor = page.nextCursor
                added += 1
                try await store.create(Samples.task(added))
            } while cursor != nil
            #expect(seen == (1...7).reversed().map { "task \($0)" })
        },
        StoreCheck("has no next page when the last one is full") { store in
            for number in 1...4 { try await store.create(Samples.task(number)) }
            #expect(try await store.tasks(TaskQuery(limit: 4)).nextCursor == nil)
            let first = try await store.tasks(TaskQuery(limit: 2))
            let second = try await store.tasks(TaskQuery(limit: 2, cursor: first.nextCursor))
            #expect(second.tasks.map(\.title) == ["task 2", "task 1"])
            #expect(second.nextCursor == nil)
        },
        StoreCheck("goes on from any place, also one where nothing stands") { store in
            for number in 1...3 { try await store.create(Samples.task(number)) }
            let nowhere = PageCursor(createdAt: Samples.time(2).milliseconds + 1, number: 0)
            #expect(try await store.tasks(TaskQuery(cursor: nowhere)).tasks.map(\.title) == ["task 2", "task 1"])
            #expect(try await store.tasks(TaskQuery(cursor: PageCursor(number: 0))) == TaskPage(tasks: []))
        },
        StoreCheck("filters by owner, state and type together") { store in
            try await store.create(Samples.task(1, type: "scan", owner: "ada"))
            try await store.create(Samples.task(2, type: "scan", owner: "bob"))
            try await store.queue(Samples.task(3, type: "scan", owner: "ada"))
            try await store.queue(Samples.task(4, type: "lint", owner: "ada"))
            func titles(_ query: TaskQuery) async throws -> [String] { try await store.tasks(query).tasks.map(\.title) }
            #expect(try await titles(TaskQuery(owner: "ada")) == ["task 4", "task 3", "task 1"])
            #expect(try await titles(TaskQuery(status: .queued)) == ["task 4", "task 3"])
            #expect(try await titles(TaskQuery(taskType: "scan")) == ["task 3", "task 2", "task 1"])
            #expect(try await titles(TaskQuery(owner: "ada", status: .queued, taskType: "scan")) == ["task 3"])
            #expect(try await titles(TaskQuery(owner: "eve")) == [])
            let page = try await store.tasks(TaskQuery(owner: "ada", limit: 2))
            #expect(try await titles(TaskQuery(owner: "ada", limit: 2, cursor: page.nextCursor)) == ["task 1"])
        },
        StoreCheck("filters by any assigned agent, by target and by time of creation") { store in
            try await store.create(Samples.task(1, agents: ["a", "b"]))
            try await store.create(Samples.task(2, agents: ["b"], owner: "bob"))
            var other = Samples.task(3, agents: ["a"])
            other.target = "other.example"
            try await store.create(other)
            func titles(_ query: TaskQuery) async throws -> [String] { try await store.tasks(query).tasks.map(\.title) }
            #expect(try await titles(TaskQuery(agent: "b")) == ["task 2", "task 1"])
            #expect(try await titles(TaskQuery(owner: "ada", agent: "b")) == ["task 1"])
            #expect(try await titles(TaskQuery(agent: "c")) == [])
            #expect(try await titles(TaskQuery(target: "other.example")) == ["task 3"])
            #expect(try await titles(TaskQuery(agent: "a", target: "example.com")) == ["task 1"])
            #expect(try await titles(TaskQuery(target: "example")) == [])
            #expect(try await titles(TaskQuery(createdFrom: Samples.time(2))) == ["task 3", "task 2"])
            #expect(try await titles(TaskQuery(createdBefore: Samples.time(2))) == ["task 1"])
            let window = TaskQuery(agent: "b", createdFrom: Samples.time(2), createdBefore: Samples.time(3))
            #expect(try await titles(window) == ["task 2"])
        },
        StoreCheck("pages from the oldest on, tasks of one moment included") { store in
            for number in 1...7 {
                var task = Samples.task(number, agents: number == 4 ? ["b"] : ["a"])
                task.createdAt = Samples.time(Int64(number / 3))
                task.updatedAt = task.createdAt
                try await store.create(task)
            }
            for agent in [nil, "a"] {
                var seen: [String] = []
                var cursor: PageCursor?
                repeat {
                    let page = try await store.tasks(TaskQuery(agent: agent, order: .oldest, limit: 2, cursor: cursor))
                    seen += page.tasks.map(\.title)
                    cursor = page.nextCursor
                } while cursor != nil
                #expect(seen == (1...7).filter { agent == nil || $0 != 4 }.map { "task \($0)" })
            }
        },
    ]
}
