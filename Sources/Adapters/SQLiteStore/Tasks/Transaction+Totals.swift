import GRDB
import JSON
import Orchestration

extension Transaction {
    /// Counts a task that was just stored.
    func count(_ task: TaskRecord) throws { try add(1, to: task.status, seconds: 0) }

    /// Counts a change of status; nothing if there was none.
    func count(_ task: TaskRecord, after before: TaskStatus) throws {
        guard task.status != before else { return }
        try add(-1, to: before, seconds: 0)
        try add(1, to: task.status, seconds: task.status == .completed ? task.runSeconds : 0)
    }

    private func add(_ count: Int, to status: TaskStatus, seconds: Double) throws {
        try execute(
            """
            INSERT INTO task_totals (status, count, seconds) VALUES (?, ?, ?)
            ON CONFLICT (status) DO UPDATE SET count = count + excluded.count, seconds = seconds + excluded.seconds
            """, [status.rawValue, count, seconds])
    }
}

extension TaskRecord {
    /// From the start of its last run to its end.
    fileprivate var runSeconds: Double {
        guard let startedAt, let finishedAt else { return 0 }
        return Double(finishedAt.milliseconds - startedAt.milliseconds) / 1000
    }
}
