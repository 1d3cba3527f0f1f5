/// An agent, what it is doing, and how its work has gone since the first day of the store.
public struct AgentStatus: Sendable, Equatable {
    public var profile: AgentProfile
    /// Tasks it works on just now.
    public var running: Int
    public var completed: Int
    public var failed: Int
    /// Over its completed tasks; nil before the first.
    public var averageSeconds: Double?

    public init(profile: AgentProfile, running: Int, completed: Int, failed: Int, averageSeconds: Double?) {
        self.profile = profile
        self.running = running
        self.completed = completed
        self.failed = failed
        self.averageSeconds = averageSeconds
    }

    init(_ profile: AgentProfile, running: Int, _ tally: AgentTally) {
        self.init(
            profile: profile, running: running, completed: tally.completed, failed: tally.failed,
            averageSeconds: tally.completed > 0 ? tally.seconds / Double(tally.completed) : nil)
    }
}
