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
    /// Tasks that another agent brought, best first.
    private var waiting: [Ticket] = []
    /// Whether the next room is the queue's, if it holds anything.
    private var isQueueNext = false

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

    /// Forgets the ticket of a task that is over.
    mutating func withdraw(_ ticket: Ticket) { waiting.removeAll { $0.task == ticket.task } }

    /// Gives all the room there is away, to the waiting and to the queue by turns, so that neither starves the other.
    ///
    /// One claim at a time, so that the order of the queue is kept.
    mutating func fill() -> (begun: [Ticket], claim: Int?) {
        let claimable = hasBacklog && claiming == 0 ? max(0, Self.depth * capacity - underWay) : 0
        var begun: [Ticket] = []
        var claim = 0
        for _ in 0..<max(0, capacity - busy - claiming) {
            let mayClaim = claim < claimable
            if begun.count < waiting.count, !(isQueueNext && mayClaim) {
                begun.append(waiting[begun.count])
                isQueueNext = true
            } else if mayClaim {
                claim += 1
                isQueueNext = false
            }
        }
        waiting.removeFirst(begun.count)
        busy += begun.count
        guard claim > 0 else { return (begun, nil) }
        hasBacklog = false
        claiming = claim
        return (begun, claim)
    }
}
