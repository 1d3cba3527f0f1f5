import JSON
import Orchestration

/// So many milliseconds after the start of 2026-11-24.
func time(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_795_478_400_000 + milliseconds) }

/// An agent for tasks of type "scan".
func agent(
    _ id: String, types: [String] = ["scan"], enabled: Bool = true, concurrency: Int = 1, maxAttempts: Int = 3,
    timeout: Duration = .seconds(600)
) -> AgentProfile {
    AgentProfile(
        id: id, displayName: id, taskTypes: types, enabled: enabled, concurrency: concurrency, maxAttempts: maxAttempts,
        timeout: timeout)
}

func newTask(_ title: String = "a task", type: String = "scan", priority: Int = 5) -> NewTask {
    NewTask(
        title: title, taskType: type, target: "example.com", priority: priority, parameters: ["title": .string(title)],
        owner: "ada")
}

/// A pending task of the agents named.
func record(_ id: String = "task_1", agents: [String] = ["a"]) -> TaskRecord {
    TaskRecord(
        id: id, title: "a task", taskType: "scan", target: "example.com", priority: 5, parameters: [:], owner: "ada",
        assignedAgents: agents, createdAt: time(0))
}

/// An event of which only the number matters.
func event(_ sequence: Int64) -> TaskEvent {
    TaskEvent(
        sequence: sequence, kind: .taskProgress, taskID: "task_1", owner: "ada", timestamp: time(sequence), data: nil)
}

extension EventKind {
    var isEnd: Bool { self == .taskCompleted || self == .taskFailed }
}
