import GRDB
import JSON
import Orchestration

extension Transaction {
    /// Gives their `rescue` command to all running tasks, and to the queued ones that have an agent that is gone.
    func rescue(attemptsAllowed allowed: [String: Int], at time: Timestamp) throws -> RecoveryReport {
        var report = RecoveryReport()
        for id in try candidates(allowed) {
            let task = try change(id, [.rescue(attemptsAllowed: allowed)], at: time)
            if task.status == .failed { report.failed += 1 } else { report.requeued += 1 }
        }
        report.queued = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM tasks WHERE status = 'queued'") ?? 0
        return report
    }

    private func candidates(_ allowed: [String: Int]) throws -> [String] {
        let running = try ids("SELECT id FROM tasks WHERE status = 'running' ORDER BY number", [])
        let teams = try String.fetchAll(
            database, sql: "SELECT DISTINCT assigned_agents FROM tasks WHERE status = 'queued'")
        return try teams.filter { !Self.isComplete($0, allowed) }.reduce(running) { ids, team in
            try ids + self.ids("SELECT id FROM tasks WHERE status = 'queued' AND assigned_agents = ?", [team])
        }
    }

    private func ids(_ sql: String, _ arguments: StatementArguments) throws -> [String] {
        try String.fetchAll(database, sql: sql, arguments: arguments)
    }

    private static func isComplete(_ team: String, _ allowed: [String: Int]) -> Bool {
        let agents = (try? JSONValue.parse(team))?.arrayValue ?? []
        return agents.allSatisfy { $0.stringValue.map { allowed[$0] != nil } ?? false }
    }
}
