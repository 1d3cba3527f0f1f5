public import JSON
public import Prediction

/// One task as the store holds it.
public struct TaskRecord: Sendable, Equatable {
    /// Such as "task_20261124_014729_" and 32 hexadecimal digits.
    public var id: String
    public var title: String
    public var description: String?
    public var taskType: String
    public var target: String
    /// A queued task of larger priority runs first.
    public var priority: Int
    /// An object.
    public var parameters: JSONValue
    /// The username of whoever created it.
    public var owner: String
    public var status: TaskStatus
    /// The agents that work on it, in the order of its type's plan; never empty.
    public var assignedAgents: [String]
    /// Those that have begun in the present run and have not ended, by their beginning.
    public var atWork: [AgentShift]
    /// 0 to 100; never falls, and 100 means completed.
    public var progress: Double
    /// How often it was started so far; with the id it names one run.
    public var attempt: Int
    /// How many of those runs a shutdown gave back unharmed: these do not count against the agent's attempts.
    public var givenBack: Int
    /// What the agents made of it, once completed.
    public var result: JSONValue?
    /// Why it failed or was cancelled.
    public var failure: TaskFailure?
    /// What was expected of it when it was created; nil if nothing was.
    public var prediction: TaskForecast?
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    /// When its latest run started.
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?
    /// The W3C `traceparent` of the request that its runs belong to.
    public var trace: String?

    public init(
        id: String, title: String, description: String? = nil, taskType: String, target: String, priority: Int,
        parameters: JSONValue, owner: String, status: TaskStatus = .pending, assignedAgents: [String],
        atWork: [AgentShift] = [], progress: Double = 0, attempt: Int = 0, givenBack: Int = 0, result: JSONValue? = nil,
        failure: TaskFailure? = nil, prediction: TaskForecast? = nil, createdAt: Timestamp, updatedAt: Timestamp? = nil,
        startedAt: Timestamp? = nil, finishedAt: Timestamp? = nil, trace: String? = nil
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.taskType = taskType
        self.target = target
        self.priority = priority
        self.parameters = parameters
        self.owner = owner
        self.status = status
        self.assignedAgents = assignedAgents
        self.atWork = atWork
        self.progress = progress
        self.attempt = attempt
        self.givenBack = givenBack
        self.result = result
        self.failure = failure
        self.prediction = prediction
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.trace = trace
    }
}

/// An agent at work on a task.
public struct AgentShift: Sendable, Equatable {
    public var agent: String
    public var since: Timestamp

    public init(agent: String, since: Timestamp) {
        self.agent = agent
        self.since = since
    }
}

extension TaskRecord {
    /// A pending task made of `new`.
    init(_ new: NewTask, id: String, agents: [String], prediction: TaskForecast?, at time: Timestamp) {
        self.init(
            id: id, title: new.title, description: new.description, taskType: new.taskType, target: new.target,
            priority: new.priority, parameters: new.parameters, owner: new.owner, assignedAgents: agents,
            prediction: prediction, createdAt: time)
    }
}
