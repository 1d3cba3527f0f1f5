/// The room of one agent.
struct Lane: Sendable {
    /// Tasks claimed through an agent and not ended, as a multiple of its capacity: what waits for a slower agent
    /// further on is bounded by this.
    private static let depth = 4

    let capacity: Int
    /// Tasks the agent works on.
    var busy = 0
    /// Tasks asked for and not answered yet; they have their room already.
    var claiming = 0
    /// Tasks claimed through this agent that have not ended, wherever they are.
    var underWay = 0
    /// Whether the queue may hold more.
    var hasBacklog = true
    /// Tasks that come from another agent, best first.
    private var waiting: [Ticket] = []

    init(capacity: Int) { self.capacity = capacity }

    /// Takes the answer to a claim: as many tasks as were asked for means that there may be more.
    mutating func claimed(_ count: Int, of limit: Int) {
        claiming = 0
        busy += count
        underWay += count
        if count >= limit { hasBacklog = true }
    }

    mutating func wait(_ ticket: Ticket) {
        let place = waiting.firstIndex { $0.priority < ticket.priority } ?? waiting.endIndex
        waiting.insert(ticket, at: place)
    }

    /// Gives room to as many of the waiting as there is.
    mutating func takeWaiting() -> [Ticket] {
        let count = min(waiting.count, max(0, capacity - busy - claiming))
        let taken = Array(waiting.prefix(count))
        waiting.removeFirst(count)
        busy += count
        return taken
    }

    /// How many tasks to claim now; one claim at a time, so that the order of the queue is kept.
    mutating func takeClaim() -> Int? {
        let room = min(capacity - busy, Self.depth * capacity - underWay)
        guard hasBacklog, claiming == 0, room > 0 else { return nil }
        hasBacklog = false
        claiming = room
        return room
    }
}
