import JSON
import Orchestration
import Synchronization

/// Agents that do what a test says.
final class ScriptedRunner: AgentRunner {
    typealias Report = @Sendable (AgentProgress) async -> Void
    typealias Script = @Sendable (String, TaskRecord, Report) async throws(TaskFailure) -> JSONValue

    private struct State {
        var running: [String: Int] = [:]
        var most: [String: Int] = [:]
        var started: [String] = []
    }

    let agents: [AgentProfile]
    let plans: [TaskPlan]
    private let faults: [InputProblem]
    private let script: Script
    private let state = Mutex(State())

    init(
        _ agents: [AgentProfile], plans: [TaskPlan] = [], faults: [InputProblem] = [],
        script: @escaping Script = { _, _, _ in ["summary": "done"] }
    ) {
        self.agents = agents
        self.plans = plans
        self.faults = faults
        self.script = script
    }

    /// The largest number of runs the agent ever had at once.
    func mostAtOnce(_ agent: String) -> Int { state.withLock { $0.most[agent] ?? 0 } }

    /// Titles of the tasks by the start of their runs, with the agent: "a: title".
    var started: [String] { state.withLock { $0.started } }

    func problems(agent: String, parameters: JSONValue) -> [InputProblem] { faults }

    func run(agent: String, task: TaskRecord, report: @escaping Report) async throws(TaskFailure) -> JSONValue {
        state.withLock { state in
            state.running[agent, default: 0] += 1
            state.most[agent] = max(state.most[agent] ?? 0, state.running[agent] ?? 0)
            state.started.append("\(agent): \(task.title)")
        }
        defer { state.withLock { $0.running[agent, default: 0] -= 1 } }
        return try await script(agent, task, report)
    }
}
