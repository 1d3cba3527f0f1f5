/// How one agent's part of one task ended: what predictions are learned from.
public struct Outcome: Sendable, Equatable {
    /// The ways a run can end by itself; a cancelled run and one that a shutdown gave back are no outcomes.
    public enum Ending: String, Sendable, CaseIterable {
        case completed
        case failed
        /// It was stopped at its limit: how long it would have taken is not known, only that it is longer.
        case timedOut = "timed_out"
    }

    /// Place in the history: larger for later outcomes.
    public var number: Int64
    public var taskType: String
    public var agent: String
    public var ending: Ending
    public var seconds: Double
    /// 0 to 1, as observed; nil where nobody has observed it.
    public var quality: Double?
    /// What was expected of this run when its task was created; nil if nothing was.
    public var forecast: AgentForecast?

    public init(
        number: Int64 = 0, taskType: String, agent: String, ending: Ending, seconds: Double, quality: Double? = nil,
        forecast: AgentForecast? = nil
    ) {
        self.number = number
        self.taskType = taskType
        self.agent = agent
        self.ending = ending
        self.seconds = seconds
        self.quality = quality
        self.forecast = forecast
    }
}
