/// What the orchestrator must know of an agent.
public struct AgentProfile: Sendable, Equatable {
    public var id: String
    public var displayName: String
    public var description: String
    /// "pipeline" or "llm".
    public var type: String
    /// The types of task it works on.
    public var taskTypes: [String]
    public var tags: [String]
    /// One that is not enabled takes no tasks.
    public var enabled: Bool
    /// How many tasks it works on at once; at least 1.
    public var concurrency: Int
    /// How often a task may be interrupted by the death of the server before it fails; at least 1.
    public var maxAttempts: Int
    /// How long its part of one task may take.
    public var timeout: Duration

    public init(
        id: String, displayName: String, description: String = "", type: String = "pipeline", taskTypes: [String],
        tags: [String] = [], enabled: Bool = true, concurrency: Int = 1, maxAttempts: Int = 3,
        timeout: Duration = .seconds(600)
    ) {
        self.id = id
        self.displayName = displayName
        self.description = description
        self.type = type
        self.taskTypes = taskTypes
        self.tags = tags
        self.enabled = enabled
        self.concurrency = concurrency
        self.maxAttempts = maxAttempts
        self.timeout = timeout
    }
}
