public import JSON

/// What may be asked of one task; `Lifecycle` says what follows.
///
/// Commands of a run carry its attempt: a run that is no longer the task's current one is refused as superseded.
public enum TaskCommand: Sendable, Equatable {
    /// Refused unless the task is in one of these states.
    case require([TaskStatus])
    /// Pending becomes queued.
    case enqueue
    /// Its runs belong to this W3C trace from now on.
    case trace(String)
    /// Queued becomes running, as one attempt more, and its first agent starts.
    case start
    /// A further agent starts.
    case beginAgent(String, attempt: Int)
    case advance(TaskAdvance, attempt: Int)
    case endAgent(AgentEnding, attempt: Int)
    /// Running becomes completed.
    case complete(JSONValue, attempt: Int)
    /// Running becomes failed.
    case fail(TaskFailure, attempt: Int)
    /// Running becomes queued: the server is shutting down and the next one runs it again.
    case giveBack(attempt: Int)
    /// Whatever has not ended becomes cancelled.
    case cancel
    /// Found at the start of a server, which knows these agents and how often each may be interrupted.
    case rescue(attemptsAllowed: [String: Int])
}

/// How far a run has come.
public struct TaskAdvance: Sendable, Equatable {
    public var agent: String
    /// Of the whole task, 0 to 100.
    public var percentage: Double
    /// The step that is done, if the agent has steps.
    public var step: String?
    /// What was done, for people.
    public var message: String?

    public init(agent: String, percentage: Double, step: String? = nil, message: String? = nil) {
        self.agent = agent
        self.percentage = percentage
        self.step = step
        self.message = message
    }
}

/// How one agent's part of a run ended.
public struct AgentEnding: Sendable, Equatable {
    public var agent: String
    public var succeeded: Bool
    public var seconds: Double
    /// How many things it found.
    public var findings: Int
    /// How good the run was, 0 to 1; nil where nobody has observed it.
    public var quality: Double?
    /// Whether it failed by its time limit alone.
    public var timedOut: Bool

    public init(
        agent: String, succeeded: Bool, seconds: Double, findings: Int = 0, quality: Double? = nil,
        timedOut: Bool = false
    ) {
        self.agent = agent
        self.succeeded = succeeded
        self.seconds = seconds
        self.findings = findings
        self.quality = quality
        self.timedOut = timedOut
    }
}
