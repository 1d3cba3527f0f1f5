/// Decides what starts, so that no agent ever works on more tasks than its concurrency.
///
/// The queue itself is the store's: the scheduler only knows for which agents there may be more, and asks for as many
/// tasks as there is room. A task takes room of its first agent when it is claimed, and of each further one when that
/// one begins; it holds no room of an agent while it waits for another, so no two tasks can keep each other waiting.
/// An agent serves the tasks that others bring and its own queue by turns.
struct Scheduler: Sendable {
    enum Event: Sendable, Equatable {
        /// Work may begin; every agent's queue may hold something.
        case opened
        /// Something was queued for this agent.
        case queued(agent: String)
        /// Answers `claim`: these tasks are running now, in this order.
        case claimed(agent: String, [Ticket], limit: Int)
        /// Answers `claim`: the store failed. A `queued` later makes the scheduler ask again.
        case claimFailed(agent: String)
        /// A task under way wants these further agents, each as soon as it has room.
        case wanted(Ticket, agents: [String])
        /// An agent is done with its part of a task.
        case ended(Ticket, agent: String)
        /// A task is over: what it still waits for is forgotten. Comes once for each task claimed.
        case over(Ticket)
        /// No more work begins, and all that is known of work under way is forgotten.
        case closed
    }

    enum Action: Sendable, Equatable {
        /// Take up to this many tasks from the agent's queue.
        case claim(agent: String, limit: Int)
        case begin(Ticket, agent: String)
    }

    private let agents: [AgentProfile]
    private var lanes: [String: Lane]
    private var isOpen = false

    /// Starts closed; knows the enabled agents among these.
    init(agents: [AgentProfile]) {
        self.agents = agents.filter(\.enabled)
        lanes = Self.lanes(self.agents)
    }

    private static func lanes(_ agents: [AgentProfile]) -> [String: Lane] {
        Dictionary(
            agents.map { ($0.id, Lane(capacity: max(1, $0.concurrency))) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func handle(_ event: Event) -> [Action] {
        switch event {
        case .opened:
            isOpen = true
            return agents.flatMap { fill($0.id) }
        case .queued(let agent):
            lanes[agent]?.hasBacklog = true
            return fill(agent)
        case .claimed(let agent, let tickets, let limit):
            lanes[agent]?.claimed(tickets.count, of: limit)
            return tickets.map { .begin($0, agent: agent) } + fill(agent)
        case .claimFailed(let agent):
            lanes[agent]?.claiming = 0
            return []
        case .wanted(let ticket, let agents):
            for agent in agents { lanes[agent]?.wait(ticket) }
            return agents.flatMap { fill($0) }
        case .ended(_, let agent):
            lanes[agent]?.busy -= 1
            return fill(agent)
        case .over(let ticket):
            return over(ticket)
        case .closed:
            isOpen = false
            lanes = Self.lanes(agents)
            return []
        }
    }

    /// How many tasks the agent works on.
    func running(_ agent: String) -> Int { lanes[agent]?.busy ?? 0 }

    /// Whether tasks are being claimed whose names are not known yet.
    var isClaiming: Bool { lanes.values.contains { $0.claiming > 0 } }

    private mutating func over(_ ticket: Ticket) -> [Action] {
        for agent in lanes.keys { lanes[agent]?.withdraw(ticket) }
        lanes[ticket.first]?.underWay -= 1
        return fill(ticket.first)
    }

    private mutating func fill(_ agent: String) -> [Action] {
        guard isOpen, var lane = lanes[agent] else { return [] }
        let (begun, claim) = lane.fill()
        lanes[agent] = lane
        return begun.map { .begin($0, agent: agent) } + (claim.map { [.claim(agent: agent, limit: $0)] } ?? [])
    }
}
