import TestSupport

@testable import Orchestration

/// A store and agents around one scheduler, in the plainest way: everything happens in a random order.
///
/// Tasks have one to three agents, in order or side by side; some are called off on the way.
struct SchedulerModel {
    private static let capacity = ["a": 1, "b": 2, "c": 3]
    private static let names = ["a", "b", "c"]

    private struct Job {
        let ticket: Ticket
        /// Agents that were not called yet.
        var waiting: [String]
        let isParallel: Bool
        var called: Set<String> = []
        var working: Set<String> = []
        var isCalledOff = false
    }

    private var random: Seeded
    private var scheduler: Scheduler
    private var queues: [String: [Job]] = [:]
    private var jobs: [String: Job] = [:]
    private var claims: [(agent: String, limit: Int)] = []
    private var working: [(ticket: Ticket, agent: String)] = []
    private var made = 0
    /// What others brought to an agent since it last asked its queue, while the queue held something.
    private var served: [String: Int] = [:]
    private(set) var faults: [String] = []
    private(set) var mostAtOnce = 0

    init(seed: UInt64) {
        random = Seeded(state: seed)
        scheduler = Scheduler(agents: Self.names.map { agent($0, concurrency: Self.capacity[$0] ?? 1) })
    }

    /// Tasks that have not come to their end.
    var left: Int { jobs.count + queues.values.reduce(0) { $0 + $1.count } }

    /// Random steps, then everything to its end.
    mutating func run(steps: Int) {
        carryOut(scheduler.handle(.opened))
        for _ in 0..<steps {
            switch Int.random(in: 0..<9, using: &random) {
            case 0, 1: queue()
            case 2, 3: answerClaim(fails: Int.random(in: 0..<5, using: &random) == 0)
            case 4 where Bool.random(using: &random): callOff()
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
        let team = Array(Self.names.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
        let ticket = Ticket(task: "\(made)", priority: .random(in: 1...10, using: &random), first: team[0])
        let job = Job(ticket: ticket, waiting: Array(team.dropFirst()), isParallel: Bool.random(using: &random))
        queues[team[0], default: []].append(job)
        carryOut(scheduler.handle(.queued(agent: team[0])))
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
        for job in taken {
            jobs[job.ticket.task] = job
            jobs[job.ticket.task]?.called = [agent]
        }
        carryOut(scheduler.handle(.claimed(agent: agent, taken.map(\.ticket), limit: limit)))
        for job in taken { callAgents(of: job.ticket) }
    }

    private mutating func callAgents(of ticket: Ticket) {
        guard var job = jobs[ticket.task], !job.isCalledOff, !job.waiting.isEmpty else { return }
        guard job.isParallel || (job.called.isEmpty && job.working.isEmpty) else { return }
        let next = job.isParallel ? job.waiting : [job.waiting[0]]
        job.waiting.removeFirst(next.count)
        job.called.formUnion(next)
        jobs[ticket.task] = job
        carryOut(scheduler.handle(.wanted(ticket, agents: next)))
    }

    private mutating func endWork() {
        guard let index = working.indices.randomElement(using: &random) else { return }
        let (ticket, agent) = working.remove(at: index)
        jobs[ticket.task]?.working.remove(agent)
        carryOut(scheduler.handle(.ended(ticket, agent: agent)))
        callAgents(of: ticket)
        finishIfOver(ticket)
    }

    private mutating func callOff() {
        guard let id = jobs.keys.sorted().randomElement(using: &random), let ticket = jobs[id]?.ticket else { return }
        jobs[id]?.isCalledOff = true
        finishIfOver(ticket)
    }

    private mutating func finishIfOver(_ ticket: Ticket) {
        guard let job = jobs[ticket.task], job.working.isEmpty else { return }
        guard job.isCalledOff || (job.called.isEmpty && job.waiting.isEmpty) else { return }
        jobs[ticket.task] = nil
        carryOut(scheduler.handle(.over(ticket)))
    }

    private mutating func carryOut(_ actions: [Scheduler.Action]) {
        for action in actions {
            switch action {
            case .claim(let agent, let limit):
                if claims.contains(where: { $0.agent == agent }) { faults.append("two claims of \(agent)") }
                claims.append((agent, limit))
                served[agent] = 0
            case .begin(let ticket, let agent): begin(ticket, agent)
            }
        }
        checkRoom()
    }

    private mutating func begin(_ ticket: Ticket, _ agent: String) {
        if let job = jobs[ticket.task] {
            if !job.called.contains(agent) { faults.append("\(ticket.task) begins with \(agent)") }
            jobs[ticket.task]?.called.remove(agent)
            jobs[ticket.task]?.working.insert(agent)
            mostAtOnce = max(mostAtOnce, jobs[ticket.task]?.working.count ?? 0)
        } else {
            faults.append("\(ticket.task) is over and begins with \(agent)")
        }
        working.append((ticket, agent))
        if agent != ticket.first { serve(agent) }
    }

    /// While its queue holds something and no claim is out, an agent serves at most as many others as it has room.
    private mutating func serve(_ agent: String) {
        guard queues[agent]?.isEmpty == false, !claims.contains(where: { $0.agent == agent }) else {
            return served[agent] = 0
        }
        served[agent, default: 0] += 1
        let bound = 2 * (Self.capacity[agent] ?? 0)
        // A lane at the end of its depth asks for nothing, whoever waits.
        let underWay = jobs.values.count { $0.ticket.first == agent }
        if served[agent] ?? 0 > bound, underWay < 4 * (Self.capacity[agent] ?? 0) {
            faults.append("\(agent) forgets its queue")
        }
    }

    private mutating func checkRoom() {
        for name in Self.names {
            let busy = working.count { $0.agent == name }
            if busy > Self.capacity[name] ?? 0 { faults.append("\(name) works on \(busy)") }
            if busy != scheduler.running(name) {
                faults.append("\(name) is said to work on \(scheduler.running(name))")
            }
        }
    }
}
