import Gateway
import JSON
import Orchestration
import Prediction

/// The operations under the tag `Predictions`.
struct PredictionHandlers: HandlerGroup {
    static let operations: [String: @Sendable (Self) -> @Sendable (Call) async throws -> Answer] = [
        "predictTask": predict, "listPredictionModels": list,
    ]

    let orchestrator: Orchestrator

    @Sendable private func predict(_ call: Call) async throws -> Answer {
        let taskType = call.body?["task_type"]?.string ?? ""
        let parameters = call.body?["parameters"].map { JSONValue($0) } ?? [:]
        do {
            let (agents, forecast) = try await orchestrator.predict(
                taskType: taskType, target: call.body?["target"]?.string ?? "", parameters: parameters)
            return Answer(200, forecast?.jsonWithEvidence ?? TaskForecast.unknown(agents))
        } catch {
            throw ErrorMapping.refusal(error)
        }
    }

    @Sendable private func list(_ call: Call) async throws -> Answer {
        let reports = await orchestrator.predictionReports()
        return Answer(200, ["items": .array(reports.map(\.json)), "total": .integer(reports.count)])
    }
}
