import JSON
import Orchestration

/// How the orchestrator and its agents are doing.
struct OrchestratorReport: Sendable {
    /// Whether agents are given work.
    var isRunning: Bool
    var totals: TaskTotals
    var agents: [AgentStatus]

    /// As `components/schemas/OrchestratorStatus` of the specification describes it.
    var json: JSONValue {
        [
            "orchestrator_status": isRunning ? "active" : "stopped",
            "active_agents": .integer(agents.count { $0.profile.enabled }),
            "active_tasks": .integer(totals.active),
            "total_tasks": .integer(totals.all),
            "metrics": [
                "tasks_processed": .integer(totals[.completed] + totals[.failed]),
                "tasks_completed": .integer(totals[.completed]),
                "tasks_failed": .integer(totals[.failed]),
                "average_task_time": totals.averageSeconds.map(JSONValue.double) ?? .null,
            ],
            "agent_health": .object(JSONObject(agents.map { ($0.profile.id, health(of: $0)) })),
        ]
    }

    private func health(of agent: AgentStatus) -> JSONValue {
        let ended = agent.completed + agent.failed
        return [
            "status": .string(agent.state),
            "running": .integer(agent.running),
            "queued": .integer(totals.queued[agent.profile.id] ?? 0),
            "completed": .integer(agent.completed),
            "failed": .integer(agent.failed),
            "success_rate": ended > 0 ? .double(Double(agent.completed) / Double(ended)) : .null,
            "average_task_time": agent.averageSeconds.map(JSONValue.double) ?? .null,
        ]
    }
}
