import Gateway
import JSON
import Logging
import Orchestration

/// Writes a line when a task starts and when it ends, with the trace of the request that asked for it.
struct TaskJournal: Sendable {
    let orchestrator: Orchestrator
    let log: Logger

    /// Follows the event log from now on until cancelled.
    func run() async {
        let start = await orchestrator.events.latest()
        for await batch in orchestrator.events.follow(after: start) {
            for event in batch { await note(event) }
        }
    }

    private func note(_ event: TaskEvent) async {
        switch event.kind {
        case .taskExecutionStarted, .taskCompleted, .taskFailed: await write(event)
        case .taskCreated, .taskProgress, .agentStarted, .agentCompleted: break
        }
    }

    private func write(_ event: TaskEvent) async {
        var metadata: Logger.Metadata = ["task_id": "\(event.taskID)", "event": "\(event.kind.rawValue)"]
        // A store that fails has lines of its own; this one then goes without the trace.
        if let task = try? await orchestrator.task(event.taskID) {
            metadata["attempt"] = "\(task.attempt)"
            if let trace = task.trace.flatMap({ TraceContext($0) }) { metadata["trace_id"] = "\(trace.traceID)" }
        }
        for name in ["status", "error_code", "duration_seconds"] {
            if let value = event.data[name] { metadata[name] = "\(value.stringValue ?? value.jsonText)" }
        }
        log.info("task", metadata: metadata)
    }
}
