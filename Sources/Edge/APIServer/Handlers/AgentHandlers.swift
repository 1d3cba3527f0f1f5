import Gateway
import JSON
import Orchestration

/// The operations under the tag `agents`: what agents.yaml declares, with figures from the store.
struct AgentHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "listAgents": list, "getAgent": get,
    ]

    let orchestrator: Orchestrator

    @Sendable private func list(_ call: Call) async throws -> Answer {
        let agents = await orchestrator.agentStatuses()
        return Answer(200, ["items": .array(agents.map(\.json)), "total": .integer(agents.count)])
    }

    @Sendable private func get(_ call: Call) async throws -> Answer {
        let id = call.parameters.string("agent_id") ?? ""
        let agents = await orchestrator.agentStatuses()
        guard let agent = agents.first(where: { $0.profile.id == id }) else {
            throw ErrorMapping.unknownAgent(id, known: agents.map(\.profile.id))
        }
        return Answer(200, agent.json)
    }
}

extension AgentStatus {
    /// The agent as `components/schemas/Agent` of the specification describes it.
    var json: JSONValue {
        [
            "id": .string(profile.id),
            "display_name": .string(profile.displayName),
            "description": .string(profile.description),
            "type": .string(profile.type),
            "status": .string(state),
            "task_types": .array(profile.taskTypes.map(JSONValue.string)),
            "tags": .array(profile.tags.map(JSONValue.string)),
            "concurrency": .integer(profile.concurrency),
            "running": .integer(running),
            "completed": .integer(completed),
            "failed": .integer(failed),
            "average_task_time": averageSeconds.map(JSONValue.double) ?? .null,
        ]
    }

    /// idle, busy or disabled.
    var state: String {
        if !profile.enabled { return "disabled" }
        return running > 0 ? "busy" : "idle"
    }
}
