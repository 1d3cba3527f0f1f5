import Gateway
import JSON
import Orchestration

/// The operations under the tag `system` that measure the server.
struct SystemHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "getHealth": measure, "getOrchestratorStatus": status, "getMetrics": figures,
    ]

    let health: HealthProbe
    let orchestrator: Orchestrator
    let telemetry: Telemetry

    @Sendable private func measure(_ call: Call) async throws -> Answer { Answer(200, await health.measure().json) }

    @Sendable private func status(_ call: Call) async throws -> Answer {
        let totals: TaskTotals
        do { totals = try await orchestrator.totals() } catch { throw ErrorMapping.refusal(error) }
        let report = OrchestratorReport(
            isRunning: await orchestrator.isRunning, totals: totals, agents: await orchestrator.agentStatuses())
        return Answer(200, report.json)
    }

    @Sendable private func figures(_ call: Call) async throws -> Answer {
        guard let figures = await telemetry.measure().json else { throw ErrorMapping.unavailable }
        return Answer(200, figures)
    }
}
