public import JSON
public import Orchestration
import Outbound

/// Runs the agents of a catalogue: steps in the order of their needs, side by side where nothing stands between them.
public struct PipelineRunner: AgentRunner {
    let catalogue: AgentCatalogue
    private let tools: ToolTable
    private let context: ToolContext
    private let clock: any Clock<Duration>

    /// - Parameters:
    ///   - tools: what the steps call; those the catalogue was loaded with
    ///   - context: what the tools work with, the way out above all
    ///   - clock: measures durations, limits and waits
    public init(catalogue: AgentCatalogue, tools: [any Tool], context: ToolContext, clock: any Clock<Duration>) {
        self.catalogue = catalogue
        // The catalogue was loaded with tools whose schemas compiled; it stands in if these are others.
        self.tools = (try? ToolTable(tools)) ?? catalogue.tools
        self.context = context
        self.clock = clock
    }

    public var agents: [AgentProfile] { catalogue.profiles }

    /// What is wrong with a task's parameters for this agent, defaults filled in; nothing for an agent without schema.
    public func problems(agent: String, parameters: JSONValue) -> [InputProblem] {
        catalogue.agents[agent]?.input?.problems(parameters) ?? []
    }

    /// Runs the agent's steps and returns its result: an object with at least `summary`, `findings` and `steps`.
    ///
    /// Failures: TARGET_NOT_ALLOWED if the policy for the network or for files refused a step, TASK_TIMEOUT past a limit of agents.yaml,
    /// TASK_CANCELLED if this task was cancelled, else AGENT_FAILED. It returns only after all its tools have.
    public func run(
        agent: String, task: TaskRecord, report: @escaping @Sendable (AgentProgress) async -> Void
    ) async throws(TaskFailure) -> JSONValue {
        guard let found = catalogue.agents[agent] else {
            throw TaskFailure(code: "AGENT_FAILED", detail: "There is no agent \(agent) in agents.yaml")
        }
        let task = try share(of: agent, in: task)
        var context = context
        context.egress = context.egress.tracing(task.trace)
        let run = PipelineRun(agent: found, task: task, tools: tools, context: context, clock: clock, report: report)
        let ended = await limited(to: found.profile.timeout, by: clock) { await run.run() }
        if Task.isCancelled {
            throw TaskFailure(code: "TASK_CANCELLED", detail: "Task \(task.id) was cancelled")
        }
        switch ended {
        case .finished(let result): return try result.get()
        case .expired:
            let limit = DurationText.text(found.profile.timeout)
            throw TaskFailure(code: "TASK_TIMEOUT", detail: "Agent \(agent) did not finish within \(limit)")
        }
    }
}
