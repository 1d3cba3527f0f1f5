public import JSON

/// Does the work of agents.
public protocol AgentRunner: Sendable {
    /// All agents, in the order in which they work on a task they share; ids are unique.
    var agents: [AgentProfile] { get }

    /// How the agents of a type of task share the work, for the types that say so; each type at most once.
    var plans: [TaskPlan] { get }

    /// What keeps this agent from accepting these parameters; empty if nothing does.
    func problems(agent: String, parameters: JSONValue) -> [InputProblem]

    /// What keeps this agent from its part of this task; pointers are into the task's parameters.
    func problems(agent: String, task: NewTask) -> [InputProblem]

    /// Does one agent's part of a task and returns an object, by convention with `summary` and `findings`,
    /// and with `quality`, 0 to 1, where it can tell how good the run was.
    ///
    /// Must end soon after the Swift task is cancelled, in whatever way: its outcome is not used then.
    func run(
        agent: String, task: TaskRecord, report: @escaping @Sendable (AgentProgress) async -> Void
    ) async throws(TaskFailure) -> JSONValue
}

extension AgentRunner {
    public var plans: [TaskPlan] { [] }

    /// An agent that gets the parameters of the task as they are.
    public func problems(agent: String, task: NewTask) -> [InputProblem] {
        problems(agent: agent, parameters: task.parameters)
    }
}

/// How far an agent has come with its part of a task.
public struct AgentProgress: Sendable, Equatable {
    /// 0 to 1.
    public var fraction: Double
    /// The step that is done, if the agent has steps.
    public var step: String?
    /// What was done, for people.
    public var message: String?

    public init(fraction: Double, step: String? = nil, message: String? = nil) {
        self.fraction = fraction
        self.step = step
        self.message = message
    }
}

/// What is wrong with the parameters of a task.
public struct InputProblem: Sendable, Equatable {
    /// RFC 6901, from the parameters object: "/ports/0".
    public var pointer: String
    /// The schema keyword that is broken: "maximum".
    public var keyword: String
    public var message: String

    public init(pointer: String, keyword: String, message: String) {
        self.pointer = pointer
        self.keyword = keyword
        self.message = message
    }
}
