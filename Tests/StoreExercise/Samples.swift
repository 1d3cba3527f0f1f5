public import JSON
public import Orchestration

/// Tasks and times for checks of stores.
public enum Samples {
    /// So many milliseconds after the start of 2026-11-24.
    public static func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_795_478_400_000 + milliseconds)
    }

    /// A pending task numbered `number`, of which id, title and time of creation depend.
    public static func task(
        _ number: Int, type: String = "scan", priority: Int = 5, agents: [String] = ["a"], owner: String = "ada",
        parameters: JSONValue = [:]
    ) -> TaskRecord {
        let digits = String(number)
        let id = "task_20261124_000000_" + String(repeating: "0", count: 32 - digits.count) + digits
        return TaskRecord(
            id: id, title: "task \(number)", taskType: type, target: "example.com", priority: priority,
            parameters: parameters, owner: owner, assignedAgents: agents, createdAt: time(Int64(number)))
    }
}

extension TaskStore {
    /// Creates and queues a task.
    func queue(_ task: TaskRecord) async throws(StoreError) {
        try await create(task)
        _ = try await apply([.enqueue], to: task.id, at: task.createdAt)
    }

    /// Creates, queues and starts a task.
    @discardableResult
    func start(_ task: TaskRecord) async throws(StoreError) -> TaskRecord {
        try await queue(task)
        let claimed = try await claim(agent: task.assignedAgents[0], limit: 1, at: Samples.time(1000))
        guard let first = claimed.first, first.id == task.id else { throw .unknownTask(task.id) }
        return first
    }

    /// Every event there is.
    func log() async throws(StoreError) -> [TaskEvent] { try await events(after: 0, task: nil, limit: .max) }

    /// The error of a change that is refused.
    func refusal(of commands: [TaskCommand], to id: String) async -> StoreError? {
        do throws(StoreError) {
            _ = try await apply(commands, to: id, at: Samples.time(5000))
            return nil
        } catch {
            return error
        }
    }
}

extension [TaskEvent] {
    /// Whether each sequence number is larger than the one before.
    var isInOrder: Bool { zip(self, dropFirst()).allSatisfy { $0.sequence < $1.sequence } }
}
