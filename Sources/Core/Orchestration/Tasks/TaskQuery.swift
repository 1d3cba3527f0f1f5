/// Which tasks to list: newest first, a page at a time.
public struct TaskQuery: Sendable, Equatable {
    public static let defaultLimit = 20

    /// Only the tasks of this person; nil for everybody's.
    public var owner: String?
    public var status: TaskStatus?
    public var taskType: String?
    /// At least 1.
    public var limit: Int
    /// The `nextCursor` of the page before; one that no page gave is answered with an empty page.
    public var cursor: String?

    public init(
        owner: String? = nil, status: TaskStatus? = nil, taskType: String? = nil, limit: Int = TaskQuery.defaultLimit,
        cursor: String? = nil
    ) {
        self.owner = owner
        self.status = status
        self.taskType = taskType
        self.limit = limit
        self.cursor = cursor
    }
}

/// Part of a list of tasks.
public struct TaskPage: Sendable, Equatable {
    public var tasks: [TaskRecord]
    /// Where the next page starts, nil on the last one; tasks created meanwhile never shift the pages.
    public var nextCursor: String?

    public init(tasks: [TaskRecord], nextCursor: String? = nil) {
        self.tasks = tasks
        self.nextCursor = nextCursor
    }
}
