/// Decides what starts, so that no agent ever works on more tasks than its concurrency.
///
/// The queue itself is the store's: the scheduler only knows for which agents there may be more, and asks for as many
/// tasks as there is room. A task with further agents waits here between them, holding no room; such a task goes
/// before one that has not begun.
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
        /// An agent is done with a task, which goes on to the next agent if it has one.
        case ended(Ticket, agent: String, next: String?)
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
        case .ended(let ticket, let agent, let next):
            return ended(ticket, agent, next)
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

    private mutating func ended(_ ticket: Ticket, _ agent: String, _ next: String?) -> [Action] {
        lanes[agent]?.busy -= 1
        if let next { lanes[next]?.wait(ticket) } else { lanes[ticket.first]?.underWay -= 1 }
        var seen: Set<String> = []
        return [next, agent, ticket.first].compactMap { $0 }.filter { seen.insert($0).inserted }.flatMap { fill($0) }
    }

    private mutating func fill(_ agent: String) -> [Action] {
        guard isOpen, var lane = lanes[agent] else { return [] }
        var actions: [Action] = lane.takeWaiting().map { .begin($0, agent: agent) }
        if let limit = lane.takeClaim() { actions.append(.claim(agent: agent, limit: limit)) }
        lanes[agent] = lane
        return actions
    }
}
