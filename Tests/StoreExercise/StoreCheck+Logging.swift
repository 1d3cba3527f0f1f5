import Orchestration
import Testing

extension StoreCheck {
    static let logging = [
        StoreCheck("reads the log from any place, of one task or of all") { store in
            for number in 1...3 { try await store.create(Samples.task(number)) }
            try await store.queue(Samples.task(4))
            _ = try await store.apply([.cancel], to: Samples.task(2).id, at: Samples.time(9))
            let all = try await store.log()
            func read(_ after: Int, _ task: String?, _ limit: Int) async throws -> [TaskEvent] {
                let sequence = after == 0 ? 0 : all[after - 1].sequence
                return try await store.events(after: sequence, task: task, limit: limit)
            }
            #expect(all.count == 5 && all.isInOrder)
            #expect(try await read(2, nil, 2) == Array(all[2...3]))
            #expect(try await read(5, nil, 100) == [])
            #expect(try await read(0, Samples.task(2).id, 100) == [all[1], all[4]])
            #expect(try await read(2, Samples.task(2).id, 100) == [all[4]])
            #expect(try await read(0, "task_0", 100) == [])
        },
        StoreCheck("tells observers of every event in order, before the change returns") { store in
            let heard = Recorder<TaskEvent>()
            try await store.create(Samples.task(0))
            store.observe { heard.append(contentsOf: $0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...100 {
                    group.addTask {
                        try await store.start(Samples.task(number, agents: ["agent \(number)"]))
                        let known = heard.all.filter { $0.taskID == Samples.task(number).id }
                        #expect(known.map(\.kind) == [.taskCreated, .taskExecutionStarted, .agentStarted])
                    }
                }
                try await group.waitForAll()
            }
            let all = heard.all
            #expect(try await store.log().dropFirst() == all[...])
            #expect(all.count == 300 && all.isInOrder)
        },
    ]
}
