/// How many tasks there are in each state, and how long those took that have ended.
public struct TaskTotals: Sendable, Equatable {
    public var counts: [TaskStatus: Int]
    /// Over the completed tasks, from the start of the last run to its end.
    public var completedSeconds: Double
    /// Queued tasks by the agent that begins with them.
    public var queued: [String: Int]
    /// The largest sequence number of an event; 0 when there is none.
    public var latestSequence: Int64

    public init(
        counts: [TaskStatus: Int] = [:], completedSeconds: Double = 0, queued: [String: Int] = [:],
        latestSequence: Int64 = 0
    ) {
        self.counts = counts
        self.completedSeconds = completedSeconds
        self.queued = queued
        self.latestSequence = latestSequence
    }

    public subscript(status: TaskStatus) -> Int { counts[status] ?? 0 }

    public var all: Int { counts.values.reduce(0, +) }

    /// Waiting for an agent, with one, or waiting for a person.
    public var active: Int { self[.queued] + self[.running] + self[.awaitingApproval] }

    /// Seconds, over the completed tasks; nil before the first.
    public var averageSeconds: Double? {
        self[.completed] > 0 ? completedSeconds / Double(self[.completed]) : nil
    }
}

/// How busy a store has been since it was opened.
public struct StoreActivity: Sendable, Equatable {
    public var commits: Int
    /// Requests to write that those commits carried.
    public var operations: Int
    /// Commits that failed.
    public var failures: Int
    /// Spent in commits, the wait for the disk included.
    public var seconds: Double

    public init(commits: Int = 0, operations: Int = 0, failures: Int = 0, seconds: Double = 0) {
        self.commits = commits
        self.operations = operations
        self.failures = failures
        self.seconds = seconds
    }
}
