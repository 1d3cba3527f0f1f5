/// What can happen to a task; the raw values are the names on the wire.
public enum EventKind: String, Sendable, CaseIterable {
    case taskCreated = "task_created"
    case taskExecutionStarted = "task_execution_started"
    case taskProgress = "task_progress"
    case agentStarted = "agent_started"
    case agentCompleted = "agent_completed"
    case taskCompleted = "task_completed"
    case taskFailed = "task_failed"
}
