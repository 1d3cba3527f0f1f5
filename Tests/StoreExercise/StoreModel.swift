public import Orchestration
import JSON
import TestSupport
import Testing

/// What a store should hold, kept in the plainest way: the rules on a dictionary.
///
/// Random commands go to both; every answer and in the end every record and event must agree.
public struct StoreModel {
    private var tasks: [(lifecycle: Lifecycle, place: Int?)] = []
    private var events: [(kind: EventKind, task: String, data: JSONValue)] = []
    private var tallies: [String: AgentTally] = [:]
    private var places = 0
    private var random: Seeded

    public init(seed: UInt64) { random = Seeded(state: seed) }

    /// Lets `steps` random commands loose on an empty store.
    public mutating func compare(with store: any TaskStore, steps: Int) async throws {
        for step in 0..<steps {
            let time = Samples.time(Int64(step))
            switch Int.random(in: 0..<10, using: &random) {
            case 0, 1: try await create(in: store)
            case 2: try await claim(in: store, at: time)
            case 3 where step % 7 == 0: try await rescue(in: store, at: time)
            default: try await command(in: store, at: time)
            }
        }
        try await compareAll(with: store)
    }

    private mutating func create(in store: any TaskStore) async throws {
        let agents = [["a"], ["b"], ["a", "b"]].randomElement(using: &random) ?? []
        let task = Samples.task(tasks.count, priority: .random(in: 1...3, using: &random), agents: agents)
        try await store.create(task)
        let lifecycle = Lifecycle(task)
        tasks.append((lifecycle, nil))
        note([lifecycle.creation], of: task)
    }

    private mutating func command(in store: any TaskStore, at time: Timestamp) async throws {
        guard let index = tasks.indices.randomElement(using: &random) else { return }
        let task = tasks[index].lifecycle.task
        let commands = randomCommands(attempt: task.attempt)
        let refusal: StoreError?
        do throws(StoreError) {
            let actions = try apply(commands, at: index, time)
            refusal = nil
            note(actions, of: task)
        } catch {
            refusal = error
        }
        do throws(StoreError) {
            let stored = try await store.apply(commands, to: task.id, at: time)
            #expect(refusal == nil && stored == tasks[index].lifecycle.task)
        } catch {
            #expect(error == refusal)
        }
    }

    private mutating func randomCommands(attempt current: Int) -> [TaskCommand] {
        let attempt = max(1, current - Int.random(in: 0..<4, using: &random) / 3)
        let percentage = Double.random(in: 0...120, using: &random)
        let agent = Bool.random(using: &random) ? "a" : "b"
        let ending = AgentEnding(agent: agent, succeeded: Bool.random(using: &random), seconds: 1)
        let choices: [[TaskCommand]] = [
            [.enqueue], [.enqueue], [.cancel], [.giveBack(attempt: attempt)],
            [.advance(TaskAdvance(agent: "a", percentage: percentage), attempt: attempt)],
            [.beginAgent(agent, attempt: attempt)], [.endAgent(ending, attempt: attempt)],
            [.endAgent(ending, attempt: attempt), .complete(["summary": "done"], attempt: attempt)],
            [
                .endAgent(ending, attempt: attempt),
                .fail(TaskFailure(code: "AGENT_FAILED", detail: "x"), attempt: attempt),
            ],
        ]
        return choices.randomElement(using: &random) ?? []
    }

    private mutating func claim(in store: any TaskStore, at time: Timestamp) async throws {
        let agent = Bool.random(using: &random) ? "a" : "b"
        let limit = Int.random(in: 1...3, using: &random)
        let queued = tasks.indices.filter {
            tasks[$0].lifecycle.task.status == .queued && tasks[$0].lifecycle.task.assignedAgents[0] == agent
        }
        let best = queued.sorted { left, right in
            let (one, other) = (tasks[left], tasks[right])
            let (high, low) = (one.lifecycle.task.priority, other.lifecycle.task.priority)
            return high == low ? one.place ?? 0 < other.place ?? 0 : high > low
        }.prefix(limit)
        for index in best { note(try apply([.start], at: index, time), of: tasks[index].lifecycle.task) }
        let claimed = try await store.claim(agent: agent, limit: limit, at: time)
        #expect(claimed == best.map { tasks[$0].lifecycle.task })
    }

    private mutating func rescue(in store: any TaskStore, at time: Timestamp) async throws {
        let running = tasks.indices.filter { tasks[$0].lifecycle.task.status == .running }
        for index in running {
            let actions = try apply([.rescue(attemptsAllowed: ["a": 3, "b": 2])], at: index, time)
            note(actions, of: tasks[index].lifecycle.task)
        }
        let report = try await store.rescue(attemptsAllowed: ["a": 3, "b": 2], at: time)
        let failed = running.count { tasks[$0].lifecycle.task.status == .failed }
        let queued = tasks.count { $0.lifecycle.task.status == .queued }
        #expect(report == RecoveryReport(requeued: running.count - failed, failed: failed, queued: queued))
    }

    private mutating func apply(
        _ commands: [TaskCommand], at index: Int, _ time: Timestamp
    ) throws(StoreError) -> [Lifecycle.Action] {
        let actions = try tasks[index].lifecycle.handle(commands, at: time)
        if tasks[index].lifecycle.task.status == .queued, tasks[index].place == nil {
            places += 1
            tasks[index].place = places
        }
        return actions
    }

    private mutating func note(_ actions: [Lifecycle.Action], of task: TaskRecord) {
        for action in actions {
            switch action {
            case .emit(let kind, let data): events.append((kind, task.id, data))
            case .tally(let ending): tallies[ending.agent, default: AgentTally()].count(ending)
            case .learn: break
            }
        }
    }

    private func compareAll(with store: any TaskStore) async throws {
        let listed = try await store.tasks(TaskQuery(limit: tasks.count + 1)).tasks
        #expect(listed == tasks.reversed().map(\.lifecycle.task))
        let log = try await store.log()
        #expect(log.map(\.kind) == events.map(\.kind))
        #expect(log.map(\.taskID) == events.map(\.task))
        #expect(log.map(\.data) == events.map(\.data))
        #expect(log.isInOrder)
        #expect(try await store.tallies() == tallies)
    }
}
