/// What is asked of a predictor: how a task of this type will go with these agents.
public struct PredictionQuery: Sendable, Equatable {
    public var taskType: String
    /// The agents that would work on it, all of them.
    public var agents: [String]
    /// Whether they work at the same time rather than one after the other.
    public var sideBySide: Bool

    public init(taskType: String, agents: [String], sideBySide: Bool = false) {
        self.taskType = taskType
        self.agents = agents
        self.sideBySide = sideBySide
    }
}

/// What is expected of a task.
public struct TaskForecast: Sendable, Equatable {
    /// That every one of its agents completes; agents are taken to fail independently.
    public var success: Double
    /// Median seconds until it completes; nil where no run like it has ever completed.
    public var seconds: Double?
    /// 0 to 1, the mean over its agents; nil where the quality of no run like it was observed.
    public var quality: Double?
    /// Each of its agents, the best first: likeliest to succeed, then quickest, then by name.
    public var agents: [AgentForecast]

    public init(success: Double, seconds: Double?, quality: Double?, agents: [AgentForecast]) {
        self.success = success
        self.seconds = seconds
        self.quality = quality
        self.agents = agents
    }

    /// What it rests on: all outcomes of its agents in this type of task, and the weakest confidence among them.
    public var evidence: Evidence {
        Evidence(
            outcomes: agents.reduce(0) { $0 + $1.evidence.outcomes },
            confidence: agents.map(\.evidence.confidence).min() ?? 0)
    }
}

/// What is expected of one agent's part of a task.
public struct AgentForecast: Sendable, Equatable {
    /// The predictor that says so.
    public var model: String
    public var agent: String
    public var success: Double
    public var duration: DurationForecast?
    public var quality: Double?
    public var evidence: Evidence
    public var baseline: Baseline

    public init(
        model: String, agent: String, success: Double, duration: DurationForecast?, quality: Double?,
        evidence: Evidence, baseline: Baseline
    ) {
        self.model = model
        self.agent = agent
        self.success = success
        self.duration = duration
        self.quality = quality
        self.evidence = evidence
        self.baseline = baseline
    }
}

/// How long a run that completes is expected to take, in seconds.
public struct DurationForecast: Sendable, Equatable {
    /// As often longer as shorter.
    public var median: Double
    /// The range that holds 80 of 100 runs; nil while nothing is known of how much they differ.
    public var range: ClosedRange<Double>?

    public init(median: Double, range: ClosedRange<Double>?) {
        self.median = median
        self.range = range
    }
}

/// What a forecast rests on.
public struct Evidence: Sendable, Equatable {
    /// Outcomes of this agent in this type of task.
    public var outcomes: Int
    /// The share of the forecast of success that comes from them, 0 to 1; the rest comes from all other outcomes.
    public var confidence: Double

    public init(outcomes: Int, confidence: Double) {
        self.outcomes = outcomes
        self.confidence = confidence
    }
}

/// What the constant would have said at the same moment: the mean of everything, whatever the type and the agent.
public struct Baseline: Sendable, Equatable {
    public var success: Double
    public var seconds: Double?
    public var quality: Double?

    public init(success: Double, seconds: Double?, quality: Double?) {
        self.success = success
        self.seconds = seconds
        self.quality = quality
    }
}
