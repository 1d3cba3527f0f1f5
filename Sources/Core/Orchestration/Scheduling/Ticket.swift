/// A started task, as the scheduler knows it.
struct Ticket: Sendable, Equatable {
    var task: String
    var priority: Int
    /// The agent through which it was claimed.
    var first: String

    init(task: String, priority: Int, first: String) {
        self.task = task
        self.priority = priority
        self.first = first
    }

    init(_ task: TaskRecord) {
        self.init(task: task.id, priority: task.priority, first: task.assignedAgents.first ?? "")
    }
}
