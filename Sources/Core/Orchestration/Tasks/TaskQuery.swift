public import JSON

/// Which tasks to list, in which order, a page at a time.
public struct TaskQuery: Sendable, Equatable {
    /// By creation.
    public enum Order: String, Sendable, CaseIterable {
        case newest, oldest
    }

    public static let defaultLimit = 20

    /// Only the tasks of this person; nil for everybody's.
    public var owner: String?
    public var status: TaskStatus?
    public var taskType: String?
    /// Only tasks that this agent is assigned to.
    public var agent: String?
    /// Only tasks with exactly this target.
    public var target: String?
    /// Only tasks created at this moment or later.
    public var createdFrom: Timestamp?
    /// Only tasks created before this moment.
    public var createdBefore: Timestamp?
    public var order: Order
    /// At least 1.
    public var limit: Int
    /// The `nextCursor` of the page before.
    public var cursor: PageCursor?

    public init(
        owner: String? = nil, status: TaskStatus? = nil, taskType: String? = nil, agent: String? = nil,
        target: String? = nil, createdFrom: Timestamp? = nil, createdBefore: Timestamp? = nil, order: Order = .newest,
        limit: Int = TaskQuery.defaultLimit, cursor: PageCursor? = nil
    ) {
        self.owner = owner
        self.status = status
        self.taskType = taskType
        self.agent = agent
        self.target = target
        self.createdFrom = createdFrom
        self.createdBefore = createdBefore
        self.order = order
        self.limit = limit
        self.cursor = cursor
    }
}

/// Part of a list of tasks.
public struct TaskPage: Sendable, Equatable {
    public var tasks: [TaskRecord]
    /// Where the next page starts, nil on the last one; tasks created meanwhile never shift the pages.
    public var nextCursor: PageCursor?

    public init(tasks: [TaskRecord], nextCursor: PageCursor? = nil) {
        self.tasks = tasks
        self.nextCursor = nextCursor
    }
}
