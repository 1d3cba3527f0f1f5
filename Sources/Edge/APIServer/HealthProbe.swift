import Gateway
import JSON
import Orchestration

/// Measures whether the server can do its work, anew for every question.
struct HealthProbe: Sendable {
    let orchestrator: Orchestrator
    /// Whether the store answers a query just now.
    let storeAnswers: @Sendable () async -> Bool
    let version: String
    let contractHash: String
    let clock: GatewayClock
    let startedNanoseconds: Int64

    /// One measurement: the store answers a query, and at least one agent is enabled.
    func measure() async -> HealthReport {
        let before = clock.monotonicNanoseconds()
        let storeAnswers = await storeAnswers()
        let after = clock.monotonicNanoseconds()
        let agents = await orchestrator.agentStatuses()
        return HealthReport(
            version: version,
            contractHash: contractHash,
            uptimeSeconds: Double(after - startedNanoseconds) / 1e9,
            storeAnswers: storeAnswers,
            storeMilliseconds: Double(after - before) / 1e6,
            agents: agents.count { $0.profile.enabled },
            timestamp: clock.now())
    }
}

/// What one health measurement found.
struct HealthReport: Sendable {
    var version: String
    var contractHash: String
    var uptimeSeconds: Double
    var storeAnswers: Bool
    var storeMilliseconds: Double
    var agents: Int
    var timestamp: Timestamp

    var isHealthy: Bool { storeAnswers && agents > 0 }

    /// The report as `components/schemas/Health` of the specification describes it.
    var json: JSONValue {
        [
            "status": isHealthy ? "healthy" : "degraded",
            "version": .string(version),
            "contract_hash": .string(contractHash),
            "uptime_seconds": .double(uptimeSeconds),
            "checks": [
                "store": [
                    "status": storeAnswers ? "healthy" : "degraded",
                    "latency_ms": .double(storeMilliseconds),
                ],
                "agents": ["status": agents > 0 ? "healthy" : "degraded", "total": .integer(agents)],
            ],
            "timestamp": timestamp.json,
        ]
    }
}
