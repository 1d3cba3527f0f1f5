public import JSON
public import Prediction

extension Orchestrator {
    /// What would be expected of a task of this type just now; nil where nothing of the kind is known.
    ///
    /// Answers also with the agents that would work on it, in their order.
    ///
    /// - Throws: `noAgent` and `invalidParameters`, as creating such a task would.
    public func predict(
        taskType: String, target: String = "", parameters: JSONValue
    ) async throws(OrchestrationError) -> (agents: [String], forecast: TaskForecast?) {
        let agents = try takers(
            of: NewTask(
                title: "", taskType: taskType, target: target, priority: 5, parameters: parameters, owner: ""))
        return (agents, await forecast(of: taskType, by: agents))
    }

    /// What is expected of these agents, who share the work as the plan of the type says.
    func forecast(of taskType: String, by agents: [String]) async -> TaskForecast? {
        let isParallel = plan(for: taskType).mode == .parallel
        return await forecasts.forecast(
            PredictionQuery(taskType: taskType, agents: agents, sideBySide: isParallel))
    }

    /// How right the forecasts were, of each predictor there is.
    public func predictionReports() async -> [ModelReport] { await forecasts.reports() }
}
