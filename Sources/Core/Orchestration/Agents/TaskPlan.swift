/// How the agents of one type of task share the work.
public struct TaskPlan: Sendable, Equatable {
    public enum Mode: String, Sendable, CaseIterable {
        /// One after the other, in their order.
        case sequence
        /// Side by side: each as soon as it has room.
        case parallel
    }

    public enum OnFailure: String, Sendable, CaseIterable {
        /// The first failure stops the other agents and fails the task.
        case stop
        /// The others go on; the task fails only if all of its agents do.
        case `continue`
    }

    public var taskType: String
    /// The agents that work on it, in their order.
    public var agents: [String]
    public var mode: Mode
    public var onFailure: OnFailure
    /// How long one run of the task may take, from its start to its end, waiting for agents included; nil for ever.
    public var timeout: Duration?
    /// What share of the progress each agent has; 1 for one that is not named.
    public var weights: [String: Int]

    public init(
        taskType: String, agents: [String], mode: Mode = .sequence, onFailure: OnFailure = .stop,
        timeout: Duration? = nil, weights: [String: Int] = [:]
    ) {
        self.taskType = taskType
        self.agents = agents
        self.mode = mode
        self.onFailure = onFailure
        self.timeout = timeout
        self.weights = weights
    }

    /// What is done where nobody planned: the agents that list the type, in their order, one after the other.
    init(_ taskType: String, among profiles: [AgentProfile]) {
        self.init(taskType: taskType, agents: profiles.filter { $0.taskTypes.contains(taskType) }.map(\.id))
    }
}
