import JSON
import Orchestration
import Prediction
import Synchronization

/// The rules on a dictionary: a store for tests of what stands above stores.
final class MemoryStore: TaskStore {
    enum Verb { case claim, events }

    fileprivate struct State {
        var tasks: [String: TaskRecord] = [:]
        var order: [String] = []
        var places: [String: Int] = [:]
        var events: [TaskEvent] = []
        var tallies: [String: AgentTally] = [:]
        var outcomes: [Outcome] = []
        var observers: [@Sendable ([TaskEvent]) -> Void] = []
        var fault: StoreError?
        var claimFaults = 0
        var after: [Verb: @Sendable () async -> Void] = [:]
        var eventReads = 0
        var keys: [String: (key: IdempotencyKey, task: String)] = [:]
    }

    private let state = Mutex(State())

    /// What every call throws from now on; nil lets the store work again.
    func fail(with fault: StoreError?) { state.withLock { $0.fault = fault } }

    /// Lets the next claims fail, so many of them.
    func failClaims(_ count: Int) { state.withLock { $0.claimFaults = count } }

    /// Lets something happen once, between the verb's next doing and its answer.
    func after(_ verb: Verb, _ happening: @escaping @Sendable () async -> Void) {
        state.withLock { $0.after[verb] = happening }
    }

    private func happen(after verb: Verb) async {
        let happening = state.withLock { $0.after.removeValue(forKey: verb) }
        await happening?()
    }

    /// How often events were read.
    var eventReads: Int { state.withLock { $0.eventReads } }

    var allTasks: [TaskRecord] { state.withLock { state in state.order.compactMap { state.tasks[$0] } } }

    var allEvents: [TaskEvent] { state.withLock { $0.events } }

    func create(_ task: TaskRecord) async throws(StoreError) {
        try change { state throws(StoreError) in try state.create(task) }
    }

    func create(_ task: TaskRecord, once key: IdempotencyKey) async throws(StoreError) -> TaskCreation {
        try change { state throws(StoreError) in
            if let known = try state.creation(under: key, owner: task.owner, at: task.createdAt) {
                return TaskCreation(known.asCreated, isReplay: true)
            }
            try state.create(task)
            state.keys["\(task.owner) \(key.text)"] = (key, task.id)
            return TaskCreation(task, isReplay: false)
        }
    }

    func creation(
        under key: IdempotencyKey, owner: String, at time: Timestamp
    ) async throws(StoreError) -> TaskRecord? {
        try change { state throws(StoreError) in try state.creation(under: key, owner: owner, at: time) }
    }

    func totals() async throws(StoreError) -> TaskTotals {
        try change { state throws(StoreError) in
            let tasks = state.tasks.values
            var totals = TaskTotals(latestSequence: Int64(state.events.count))
            for task in tasks {
                totals.counts[task.status, default: 0] += 1
                let seconds =
                    Double(
                        (task.finishedAt ?? task.createdAt).milliseconds
                            - (task.startedAt ?? task.createdAt).milliseconds) / 1000
                if task.status == .completed { totals.completedSeconds += seconds }
            }
            for task in tasks where task.status == .queued {
                totals.queued[task.assignedAgents.first ?? "", default: 0] += 1
            }
            return totals
        }
    }

    func apply(_ commands: [TaskCommand], to id: String, at time: Timestamp) async throws(StoreError) -> TaskRecord {
        try change { state throws(StoreError) in try state.apply(commands, to: id, at: time) }
    }

    func claim(agent: String, limit: Int, at time: Timestamp) async throws(StoreError) -> [TaskRecord] {
        let fails = state.withLock { state in
            defer { state.claimFaults = max(0, state.claimFaults - 1) }
            return state.claimFaults > 0
        }
        if fails { throw .unavailable("no disk") }
        let claimed = try change { state throws(StoreError) in
            var claimed: [TaskRecord] = []
            for id in state.queue(of: agent).prefix(limit) {
                claimed.append(try state.apply([.start], to: id, at: time))
            }
            return claimed
        }
        await happen(after: .claim)
        return claimed
    }

    func rescue(attemptsAllowed: [String: Int], at time: Timestamp) async throws(StoreError) -> RecoveryReport {
        try change { state throws(StoreError) in
            var report = RecoveryReport()
            for id in state.order {
                let before = state.tasks[id]
                let after = try state.apply([.rescue(attemptsAllowed: attemptsAllowed)], to: id, at: time)
                if after != before { after.status == .failed ? (report.failed += 1) : (report.requeued += 1) }
            }
            report.queued = state.tasks.values.count { $0.status == .queued }
            return report
        }
    }

    func task(_ id: String) async throws(StoreError) -> TaskRecord? {
        try change { state throws(StoreError) in state.tasks[id] }
    }

    func tasks(_ query: TaskQuery) async throws(StoreError) -> TaskPage {
        try change { state throws(StoreError) in
            TaskPage(tasks: Array(state.order.reversed().compactMap { state.tasks[$0] }.prefix(query.limit)))
        }
    }

    func events(after sequence: Int64, task: String?, limit: Int) async throws(StoreError) -> [TaskEvent] {
        let page = try change { state throws(StoreError) in
            state.eventReads += 1
            let wanted = state.events.drop { $0.sequence <= sequence }.filter { task == nil || $0.taskID == task }
            return Array(wanted.prefix(limit))
        }
        await happen(after: .events)
        return page
    }

    func latestSequence() async throws(StoreError) -> Int64 {
        try change { state throws(StoreError) in Int64(state.events.count) }
    }

    func tallies() async throws(StoreError) -> [String: AgentTally] {
        try change { state throws(StoreError) in state.tallies }
    }

    func outcomes(latest count: Int) async throws(StoreError) -> [Outcome] {
        try change { state throws(StoreError) in
            let kinds = Dictionary(grouping: state.outcomes) { [$0.taskType, $0.agent] }
            return kinds.values.flatMap { $0.suffix(count) }.sorted { $0.number < $1.number }
        }
    }

    func outcomes(after number: Int64, limit: Int) async throws(StoreError) -> [Outcome] {
        try change { state throws(StoreError) in
            Array(state.outcomes.drop { $0.number <= number }.prefix(limit))
        }
    }

    func observe(_ observer: @escaping @Sendable ([TaskEvent]) -> Void) {
        state.withLock { $0.observers.append(observer) }
    }

    /// One transaction; observers are called inside it, which keeps the order.
    private func change<Value>(_ body: (inout State) throws(StoreError) -> Value) throws(StoreError) -> Value {
        let result = state.withLock { state -> Result<Value, StoreError> in
            if let fault = state.fault { return .failure(fault) }
            var next = state
            do throws(StoreError) {
                let value = try body(&next)
                let news = Array(next.events.dropFirst(state.events.count))
                state = next
                if !news.isEmpty { for observer in state.observers { observer(news) } }
                return .success(value)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

extension MemoryStore.State {
    fileprivate mutating func create(_ task: TaskRecord) throws(StoreError) {
        guard tasks[task.id] == nil else { throw .duplicate(task.id) }
        tasks[task.id] = task
        order.append(task.id)
        carryOut([Lifecycle(task).creation], of: task, at: task.createdAt)
    }

    fileprivate func creation(
        under key: IdempotencyKey, owner: String, at time: Timestamp
    ) throws(StoreError) -> TaskRecord? {
        guard let known = keys["\(owner) \(key.text)"], known.key.expiresAt > time else { return nil }
        guard known.key.fingerprint == key.fingerprint else { throw .keyReused(key.text) }
        guard let task = tasks[known.task] else { throw .keyedTaskGone(known.task) }
        return task
    }

    fileprivate mutating func apply(
        _ commands: [TaskCommand], to id: String, at time: Timestamp
    ) throws(StoreError) -> TaskRecord {
        guard let task = tasks[id] else { throw .unknownTask(id) }
        var lifecycle = Lifecycle(task)
        let actions = try lifecycle.handle(commands, at: time)
        tasks[id] = lifecycle.task
        if lifecycle.task.status == .queued, places[id] == nil { places[id] = places.count }
        carryOut(actions, of: lifecycle.task, at: time)
        return lifecycle.task
    }

    fileprivate func queue(of agent: String) -> [String] {
        tasks.values.filter { $0.status == .queued && $0.assignedAgents.first == agent }.sorted { left, right in
            (-left.priority, places[left.id] ?? 0) < (-right.priority, places[right.id] ?? 0)
        }.map(\.id)
    }

    fileprivate mutating func carryOut(_ actions: [Lifecycle.Action], of task: TaskRecord, at time: Timestamp) {
        for action in actions {
            switch action {
            case .emit(let kind, let data):
                events.append(
                    TaskEvent(
                        sequence: Int64(events.count + 1), kind: kind, taskID: task.id, owner: task.owner,
                        timestamp: time, data: data))
            case .tally(let ending):
                tallies[ending.agent, default: AgentTally()].count(ending)
            case .learn(var outcome):
                outcome.number = Int64(outcomes.count + 1)
                outcomes.append(outcome)
            }
        }
    }
}
