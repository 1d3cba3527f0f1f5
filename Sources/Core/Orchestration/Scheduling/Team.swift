import JSON

/// The agents of one run of a task: whose turn it is, how far they are, and what became of it.
///
/// A value without clock or effects. Its first agent works from the start; every other one is called once, works, and
/// ends once, and no agent is called after the team has come to its verdict.
struct Team: Sendable {
    enum Verdict: Sendable, Equatable {
        case completed(JSONValue)
        case failed(TaskFailure)
    }

    private enum Stage: Sendable {
        case waiting, called, working
        case ended(Result<JSONValue, TaskFailure>)
    }

    private struct Member: Sendable {
        let agent: String
        let weight: Int
        var stage = Stage.waiting
        var fraction = 0.0
    }

    let mode: TaskPlan.Mode
    let onFailure: TaskPlan.OnFailure
    private var members: [Member]
    /// What became of the task, once that is certain.
    private(set) var verdict: Verdict?

    /// The agents are those the task was given when it was created; the rest is as planned now.
    init(agents: [String], plan: TaskPlan) {
        mode = plan.mode
        onFailure = plan.onFailure
        members = agents.map { Member(agent: $0, weight: max(1, plan.weights[$0] ?? 1)) }
        if !members.isEmpty { members[0].stage = .working }
    }

    /// The agents whose turn has come since the last call, in their order.
    mutating func call() -> [String] {
        guard verdict == nil, mode == .parallel || !isBusy else { return [] }
        let waiting = members.indices.filter { if case .waiting = members[$0].stage { true } else { false } }
        let next = mode == .parallel ? waiting : Array(waiting.prefix(1))
        for index in next { members[index].stage = .called }
        return next.map { members[$0].agent }
    }

    /// An agent that was called begins; false if it may not any more.
    mutating func begin(_ agent: String) -> Bool {
        guard verdict == nil, let index = index(of: agent), case .called = members[index].stage else { return false }
        members[index].stage = .working
        return true
    }

    /// Takes in how far an agent is; an agent never goes back.
    mutating func advance(_ agent: String, to fraction: Double) {
        guard let index = index(of: agent), fraction.isFinite else { return }
        members[index].fraction = max(members[index].fraction, min(1, fraction))
    }

    /// Takes in what an agent made of its part; true if that was asked for and the task was not decided before.
    mutating func end(_ agent: String, _ outcome: Result<JSONValue, TaskFailure>) -> Bool {
        guard verdict == nil, let index = index(of: agent), case .working = members[index].stage else { return false }
        members[index].stage = .ended(outcome)
        members[index].fraction = 1
        verdict = decision(after: outcome)
        return true
    }

    /// Ends the task for a reason that lies outside its agents' parts; false if it was decided before.
    mutating func fail(_ failure: TaskFailure) -> Bool {
        guard verdict == nil else { return false }
        verdict = .failed(failure)
        return true
    }

    /// The percentage of the whole task: the mean of its agents by their weights; what ended is done.
    var percentage: Double {
        let total = members.reduce(0) { $0 + $1.weight }
        let done = members.reduce(0) { $0 + Double($1.weight) * $1.fraction }
        return (done / Double(max(1, total)) * 10_000).rounded() / 100
    }

    /// The agents that have not ended, in their order.
    var unfinished: [String] {
        members.filter { if case .ended = $0.stage { false } else { true } }.map(\.agent)
    }

    private var isBusy: Bool {
        members.contains {
            switch $0.stage {
            case .called, .working: true
            case .waiting, .ended: false
            }
        }
    }

    private func decision(after outcome: Result<JSONValue, TaskFailure>) -> Verdict? {
        if onFailure == .stop, case .failure(let failure) = outcome { return .failed(failure) }
        let ended = members.compactMap { member -> (agent: String, outcome: Result<JSONValue, TaskFailure>)? in
            guard case .ended(let outcome) = member.stage else { return nil }
            return (member.agent, outcome)
        }
        guard ended.count == members.count else { return nil }
        let isCompleted = ended.contains { if case .success = $0.outcome { true } else { false } }
        if !isCompleted, case .failure(let first)? = ended.first?.outcome { return .failed(first) }
        return .completed(ResultMerge.merge(ended))
    }

    private func index(of agent: String) -> Int? { members.firstIndex { $0.agent == agent } }
}
