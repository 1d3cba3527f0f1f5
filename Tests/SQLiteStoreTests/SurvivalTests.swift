import JSON
import Orchestration
import SQLiteStore
import StoreExercise
import Testing

/// A server over a real file that is killed in the middle of its work, and the one that comes after it.
@Suite(.timeLimit(.minutes(1))) struct SurvivalTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(arguments: [1, 8, 25, 60]) func aKilledServerLosesNothingAndLeavesNothingStuck(events: Int) async throws {
        let store = try folder.open()
        let acknowledged = Recorder<String>()
        let left = try await serve(store) { orchestrator in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<30 {
                    group.addTask {
                        let task = try await orchestrator.create(Self.newTask(number))
                        _ = try await orchestrator.execute(task.id)
                        acknowledged.append(task.id)
                    }
                }
                for await batch in orchestrator.events.follow(after: 0)
                where batch.contains(where: { $0.sequence >= events }) {
                    break
                }
                let known = acknowledged.all
                let copy = try await folder.killedCopy(of: store)
                try await group.waitForAll()
                return (copy: copy, known: known)
            }
        }
        let survivor = try left.copy.open()
        let tasks = try await serve(survivor) { orchestrator in
            let executed = try await orchestrator.tasks(TaskQuery(limit: 100)).tasks.filter { $0.status != .pending }
            for task in executed {
                for await batch in orchestrator.events.follow(after: 0)
                where batch.contains(where: { $0.ends(task.id) }) {
                    break
                }
            }
            return try await orchestrator.tasks(TaskQuery(limit: 100)).tasks
        }
        #expect(Set(left.known).isSubset(of: Set(tasks.map(\.id))), "an acknowledged task is lost")
        #expect(tasks.allSatisfy { $0.status == .completed || $0.status == .pending })
        let log = try await survivor.events(after: 0, task: nil, limit: 10_000)
        for task in tasks where task.status == .completed { #expect(log.count { $0.ends(task.id) } == 1) }
        withExtendedLifetime(left.copy) { survivor.close() }
    }

    @Test func totalsOfAgentsSurviveARestart() async throws {
        let store = try folder.open()
        let before = try await serve(store) { orchestrator in
            for number in 0..<3 {
                let task = try await orchestrator.execute(orchestrator.create(Self.newTask(number)).id)
                for await batch in orchestrator.events.follow(after: 0)
                where batch.contains(where: { $0.ends(task.id) }) {
                    break
                }
            }
            return try await store.tallies()
        }
        store.close()
        let again = try folder.open()
        let statuses = await Orchestrator(store: again, runner: Workers()).agentStatuses()
        #expect(statuses.map(\.completed) == [3])
        #expect(statuses.map(\.failed) == [0])
        #expect(statuses[0].averageSeconds == (before["worker"]?.seconds ?? -1) / 3)
    }

    private static func newTask(_ number: Int) -> NewTask {
        NewTask(
            title: "task \(number)", taskType: "scan", target: "example.com", priority: 5, parameters: [:], owner: "ada"
        )
    }

    private func serve<Value: Sendable>(
        _ store: SQLiteStore, _ body: (Orchestrator) async throws -> Value
    ) async throws -> Value {
        let orchestrator = Orchestrator(store: store, runner: Workers())
        _ = try await orchestrator.recover()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await orchestrator.run() }
            let result = try await body(orchestrator)
            group.cancelAll()
            return result
        }
    }
}

/// An agent that tells of its progress and is done.
private struct Workers: AgentRunner {
    let agents = [
        AgentProfile(id: "worker", displayName: "Worker", taskTypes: ["scan"], concurrency: 4, maxAttempts: 3)
    ]

    func problems(agent: String, parameters: JSONValue) -> [InputProblem] { [] }

    func run(
        agent: String, task: TaskRecord, report: @escaping @Sendable (AgentProgress) async -> Void
    ) async throws(TaskFailure) -> JSONValue {
        await report(AgentProgress(fraction: 0.5, step: "half", message: nil))
        return ["summary": "done", "findings": []]
    }
}

extension TaskEvent {
    fileprivate func ends(_ task: String) -> Bool {
        taskID == task && (kind == .taskCompleted || kind == .taskFailed)
    }
}
