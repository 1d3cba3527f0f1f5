public import JSON

/// What a caller says of a task to be created.
public struct NewTask: Sendable, Equatable {
    public var title: String
    public var description: String?
    public var taskType: String
    public var target: String
    public var priority: Int
    /// An object; each assigned agent checks it before the task is stored.
    public var parameters: JSONValue
    /// The username of the caller.
    public var owner: String

    public init(
        title: String, description: String? = nil, taskType: String, target: String, priority: Int,
        parameters: JSONValue, owner: String
    ) {
        self.title = title
        self.description = description
        self.taskType = taskType
        self.target = target
        self.priority = priority
        self.parameters = parameters
        self.owner = owner
    }
}
