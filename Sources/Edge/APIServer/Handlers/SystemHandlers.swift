import Gateway
import JSON

/// The operations under the tag `system`.
struct SystemHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "getHealth": measure
    ]

    let health: HealthProbe

    @Sendable private func measure(_ call: Call) async throws -> Answer { Answer(200, await health.measure().json) }
}
