import JSON
import Orchestration
import TestSupport
import Testing

/// Whatever happens in whatever order, every task that was executed ends, once, and nothing acknowledged is lost.
@Suite(.timeLimit(.minutes(1))) struct NeverStuckTests {
    @Test(arguments: 1...60) func everyTaskEnds(seed: UInt64) async throws {
        let world = World(seed: seed)
        for _ in 0..<6 { try await world.liveOnce() }
        try await world.comeToAnEnd()
        world.check()
    }
}

/// Servers that come and go over one store, and clients that want things of them.
private final class World {
    private static let agents = [
        agent("a", concurrency: 2, maxAttempts: 2),
        agent("b", types: ["scan", "lint"], concurrency: 1, maxAttempts: 3),
        agent("c", types: [], concurrency: 1, maxAttempts: 3),
    ]
    /// Side by side in both orders, so that tasks want what others have.
    private static let plans = [
        TaskPlan(taskType: "all", agents: ["c", "a", "b"], mode: .parallel, weights: ["a": 3]),
        TaskPlan(taskType: "most", agents: ["b", "c"], mode: .parallel, onFailure: .continue, timeout: .seconds(30)),
        TaskPlan(taskType: "line", agents: ["b", "a", "c"], onFailure: .continue),
    ]
    private static let types = ["scan", "lint", "all", "most", "line"]

    private let store = MemoryStore()
    private var random: Seeded
    private var created: [String] = []
    private var executed: Set<String> = []
    private var servers = 0

    init(seed: UInt64) { random = Seeded(state: seed) }

    /// An agent that works for a random while, then succeeds or fails by the task's number; calm ones just finish.
    private static func runner(calm: Bool, seed: UInt64) -> ScriptedRunner {
        ScriptedRunner(agents, plans: plans) { agent, task, report throws(TaskFailure) in
            var random = Seeded(
                state: seed ^ UInt64(truncatingIfNeeded: task.id.utf8.reduce(0) { $0 &* 31 &+ Int($1) }))
            for step in 0..<Int.random(in: 0...6, using: &random) where !Task.isCancelled {
                await report(AgentProgress(fraction: Double(step) / 6))
                await Task.yield()
            }
            if !calm, Int.random(in: 0..<4, using: &random) == 0 { await Gate().wait() }
            if Int.random(in: 0..<5, using: &random) == 0 { throw TaskFailure(code: "AGENT_FAILED", detail: agent) }
            return ["summary": .string(agent)]
        }
    }

    /// One server from its start to its shutdown or sudden death.
    func liveOnce() async throws {
        servers += 1
        let mortal = MortalStore(store)
        let dies = Bool.random(using: &random)
        let runner = Self.runner(calm: false, seed: random.next())
        let commands = Int.random(in: 5...40, using: &random)
        try await Server(mortal, runner).serve { orchestrator in
            for _ in 0..<commands { await command(orchestrator) }
            if dies { mortal.die() }
        }
        for agent in Self.agents { #expect(runner.mostAtOnce(agent.id) <= agent.concurrency) }
    }

    private func command(_ orchestrator: Orchestrator) async {
        for _ in 0..<Int.random(in: 0...20, using: &random) { await Task.yield() }
        let known = created.randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<5, using: &random) {
        case 0, 1:
            let type = Self.types.randomElement(using: &random) ?? ""
            let new = newTask("task \(created.count)", type: type, priority: .random(in: 1...10, using: &random))
            let task = try? await orchestrator.create(new)
            #expect(task != nil)
            if let task { created.append(task.id) }
        case 2, 3:
            if (try? await orchestrator.execute(known)) != nil { executed.insert(known) }
        default:
            if (try? await orchestrator.cancel(known)) != nil { executed.insert(known) }
        }
    }

    /// A last server whose agents all finish; it must bring everything that was executed to its end.
    func comeToAnEnd() async throws {
        let runner = Self.runner(calm: true, seed: random.next())
        try await Server(store, runner).serve { orchestrator in
            for id in executed { try await orchestrator.finished(id) }
            let rest = created.filter { !executed.contains($0) }
            for id in rest { _ = try await orchestrator.execute(id) }
            for id in rest { try await orchestrator.finished(id) }
        }
    }

    func check() {
        let tasks = store.allTasks
        #expect(tasks.map(\.id) == created, "what was acknowledged is there")
        for task in tasks {
            let events = store.allEvents.filter { $0.taskID == task.id }
            #expect(task.status.isFinal, "\(task.id) is \(task.status)")
            #expect(events.count { $0.kind.isEnd } == 1)
            #expect(events.last?.kind.isEnd == true, "nothing follows the end")
            #expect(events.count { $0.kind == .taskExecutionStarted } == task.attempt)
            #expect(task.attempt - task.givenBack <= (task.assignedAgents.contains("a") ? 2 : 3))
            let shown = events.compactMap { $0.data["percentage"]?.doubleValue }
            #expect(shown == shown.sorted())
            checkAgents(events, of: task)
        }
    }

    /// Every agent that starts completes before it starts again and before the task ends; nobody starts uncalled.
    private func checkAgents(_ events: [TaskEvent], of task: TaskRecord) {
        let plan = Self.plans.first { $0.taskType == task.taskType }
        var working: Set<String> = []
        for event in events {
            let agent = event.data["agent_id"]?.stringValue ?? ""
            switch event.kind {
            case .agentStarted:
                #expect(task.assignedAgents.contains(agent) && working.insert(agent).inserted, "\(task.id) \(agent)")
                #expect(plan?.mode == .parallel || working.count == 1)
            case .agentCompleted: #expect(working.remove(agent) != nil, "\(task.id) \(agent)")
            case .taskCompleted, .taskFailed: #expect(working.isEmpty, "\(task.id) \(working)")
            case .taskProgress: #expect(working.contains(agent), "\(task.id) \(agent)")
            default: break
            }
        }
    }
}
