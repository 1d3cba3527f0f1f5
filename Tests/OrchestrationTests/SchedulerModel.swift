import TestSupport

@testable import Orchestration

/// A store and agents around one scheduler, in the plainest way: everything happens in a random order.
struct SchedulerModel {
    private static let capacity = ["a": 1, "b": 2, "c": 3]
    private static let names = ["a", "b", "c"]

    private var random: Seeded
    private var scheduler: Scheduler
    private var queues: [String: [(ticket: Ticket, route: [String])]] = [:]
    private var routes: [String: [String]] = [:]
    private var claims: [(agent: String, limit: Int)] = []
    private var working: [(ticket: Ticket, agent: String)] = []
    private var made = 0
    private(set) var faults: [String] = []

    init(seed: UInt64) {
        random = Seeded(state: seed)
        scheduler = Scheduler(agents: Self.names.map { agent($0, concurrency: Self.capacity[$0] ?? 1) })
    }

    /// Tasks that have not come to their end.
    var left: Int { routes.count + queues.values.reduce(0) { $0 + $1.count } }

    /// Random steps, then everything to its end.
    mutating func run(steps: Int) {
        carryOut(scheduler.handle(.opened))
        for _ in 0..<steps {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: queue()
            case 1: answerClaim(fails: Int.random(in: 0..<5, using: &random) == 0)
            default: endWork()
            }
        }
        while !claims.isEmpty || !working.isEmpty {
            answerClaim(fails: false)
            endWork()
        }
    }

    private mutating func queue() {
        made += 1
        let route = Array(Self.names.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
        let ticket = Ticket(task: "\(made)", priority: .random(in: 1...10, using: &random), first: route[0])
        queues[route[0], default: []].append((ticket, route))
        carryOut(scheduler.handle(.queued(agent: route[0])))
    }

    private mutating func answerClaim(fails: Bool) {
        guard let index = claims.indices.randomElement(using: &random) else { return }
        let (agent, limit) = claims.remove(at: index)
        if fails {
            carryOut(scheduler.handle(.claimFailed(agent: agent)))
            return carryOut(scheduler.handle(.queued(agent: agent)))
        }
        let taken = Array((queues[agent] ?? []).prefix(limit))
        queues[agent]?.removeFirst(taken.count)
        for (ticket, route) in taken { routes[ticket.task] = route }
        carryOut(scheduler.handle(.claimed(agent: agent, taken.map(\.ticket), limit: limit)))
    }

    private mutating func endWork() {
        guard let index = working.indices.randomElement(using: &random) else { return }
        let (ticket, agent) = working.remove(at: index)
        routes[ticket.task]?.removeFirst()
        let next = routes[ticket.task]?.first
        if next == nil { routes[ticket.task] = nil }
        carryOut(scheduler.handle(.ended(ticket, agent: agent, next: next)))
    }

    private mutating func carryOut(_ actions: [Scheduler.Action]) {
        for action in actions {
            switch action {
            case .claim(let agent, let limit):
                if claims.contains(where: { $0.agent == agent }) { faults.append("two claims of \(agent)") }
                claims.append((agent, limit))
            case .begin(let ticket, let agent):
                if routes[ticket.task]?.first != agent { faults.append("\(ticket.task) begins with \(agent)") }
                working.append((ticket, agent))
            }
        }
        for name in Self.names {
            let busy = working.count { $0.agent == name }
            if busy > Self.capacity[name] ?? 0 { faults.append("\(name) works on \(busy)") }
            if busy != scheduler.running(name) {
                faults.append("\(name) is said to work on \(scheduler.running(name))")
            }
        }
    }
}
