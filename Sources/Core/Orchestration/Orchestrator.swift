public import JSON
public import Prediction

/// Accepts commands, decides with `Scheduler` what runs, lets the agents do it, and stores whatever happens.
///
/// The store is the truth: every command is a transaction of its own, and what this actor remembers besides is which
/// runs it has under way. Call `recover` once, then `run`.
public actor Orchestrator {
    /// Every event of every task.
    public nonisolated let events: EventLog
    /// What is expected of tasks, by the outcomes of those before them.
    nonisolated let forecasts: Forecasts

    let store: any TaskStore
    let runner: any AgentRunner
    let clock: any Clock<Duration>
    let now: @Sendable () -> Timestamp
    let log: @Sendable (OrchestrationNotice) -> Void
    let profiles: [AgentProfile]
    let transitions: TaskTransitions
    private let makeID: @Sendable (Timestamp) -> String

    var scheduler: Scheduler
    /// Runs under way, by task.
    var runs: [String: AgentRun] = [:]
    /// Tasks cancelled while a claim was under way that may have started them.
    var cancelledEarly: Set<String> = []
    /// Where work goes while `run` is running.
    var jobs: AsyncStream<Job>.Continuation?
    let plans: [String: TaskPlan]
    private var tallies: [String: AgentTally] = [:]

    /// `clock` measures timeouts and waits, `now` dates what is stored.
    public init(
        store: any TaskStore, runner: any AgentRunner, predictor: any OutcomePredictor = ShrunkMeans(),
        transitions: TaskTransitions = .all, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp = { Timestamp.now() },
        makeID: @escaping @Sendable (Timestamp) -> String = { TaskID.make(at: $0) },
        log: @escaping @Sendable (OrchestrationNotice) -> Void = { _ in }
    ) {
        self.store = store
        self.runner = runner
        self.transitions = transitions
        self.clock = clock
        self.now = now
        self.makeID = makeID
        self.log = log
        profiles = runner.agents
        plans = Dictionary(runner.plans.map { ($0.taskType, $0) }, uniquingKeysWith: { first, _ in first })
        scheduler = Scheduler(agents: profiles)
        // Before the log: whoever hears of an ending and asks what to expect gets an answer that knows it.
        forecasts = Forecasts(store: store, predictor: predictor)
        events = EventLog(store: store, clock: clock)
    }

    /// Stores a task for every enabled agent of its type, in the order of its plan; it waits to be executed.
    ///
    /// - Parameter trace: the W3C `traceparent` of the request.
    /// - Throws: `noAgent`, `invalidParameters` with the problems of every agent, `store`.
    public func create(_ new: NewTask, trace: String? = nil) async throws(OrchestrationError) -> TaskRecord {
        let task = try await draft(new, trace: trace)
        try await mapped { () throws(StoreError) in try await store.create(task) }
        return task
    }

    /// A task that its agents accept, with what is expected of it; not stored yet.
    func draft(_ new: NewTask, trace: String?) async throws(OrchestrationError) -> TaskRecord {
        let takers = try takers(of: new)
        let expected = await forecast(of: new.taskType, by: takers)
        let time = now()
        var task = TaskRecord(new, id: makeID(time), agents: takers, prediction: expected, at: time)
        task.trace = trace
        return task
    }

    /// The task of this id, or nil.
    public func task(_ id: String) async throws(OrchestrationError) -> TaskRecord? {
        try await mapped { () throws(StoreError) in try await store.task(id) }
    }

    /// The same without waiting, if the store has it at hand; nil says nothing about whether there is one.
    public nonisolated func recent(_ id: String) -> TaskRecord? { store.recent(id) }

    /// Tasks by creation, a page at a time.
    public func tasks(_ query: TaskQuery) async throws(OrchestrationError) -> TaskPage {
        try await mapped { () throws(StoreError) in try await store.tasks(query) }
    }

    /// Queues a pending task; its agents start as soon as they have room.
    ///
    /// - Parameter trace: the W3C `traceparent` of the request, which its runs belong to.
    /// - Throws: `unknownTask`, `conflict` in a state that the transitions do not allow, `noAgent` if one of its agents is gone since.
    public func execute(_ id: String, trace: String? = nil) async throws(OrchestrationError) -> TaskRecord {
        guard let task = try await task(id) else { throw .unknownTask(id) }
        guard task.assignedAgents.allSatisfy({ profile($0) != nil }) else { throw noAgent(for: task.taskType) }
        let commands = (trace.map { [TaskCommand.trace($0)] } ?? []) + [.require(transitions.executable), .enqueue]
        let queued = try await mapped { () throws(StoreError) in try await store.apply(commands, to: id, at: now()) }
        for first in queued.assignedAgents.prefix(1) { advise(.queued(agent: first)) }
        return queued
    }

    /// Ends a task that has not ended: at once for everybody, and for its agent as soon as that one notices.
    ///
    /// - Throws: `unknownTask`, `conflict` if it has ended already.
    public func cancel(_ id: String) async throws(OrchestrationError) -> TaskRecord {
        let cancelled = try await mapped { () throws(StoreError) in
            try await store.apply([.require(transitions.cancellable), .cancel], to: id, at: now())
        }
        if runs[id] == nil, scheduler.isClaiming { cancelledEarly.insert(id) }
        runs[id]?.halt()
        dropIfOver(Ticket(cancelled))
        return cancelled
    }

    /// Queues again what a dead server left running, or fails it when it was interrupted too often.
    ///
    /// Comes before `run`: a later call would take tasks out of the hands of their agents, and throws.
    public func recover() async throws(OrchestrationError) -> RecoveryReport {
        guard jobs == nil else { throw .store("recover comes before run") }
        let allowed = Dictionary(
            profiles.filter(\.enabled).map { ($0.id, max(1, $0.maxAttempts)) }, uniquingKeysWith: { first, _ in first })
        return try await mapped { () throws(StoreError) in
            let report = try await store.rescue(attemptsAllowed: allowed, at: now())
            try await forecasts.catchUp()
            return report
        }
    }

    /// Every agent with its work just now and its totals; while the store fails, with the totals known last.
    public func agentStatuses() async -> [AgentStatus] {
        do throws(StoreError) { tallies = try await store.tallies() } catch { report(error, doing: "count runs") }
        return profiles.map { AgentStatus($0, running: scheduler.running($0.id), tallies[$0.id] ?? AgentTally()) }
    }

    /// The agent of this id, if it is enabled.
    func profile(_ id: String) -> AgentProfile? { profiles.first { $0.id == id && $0.enabled } }

    /// How the agents of this type of task share the work.
    func plan(for taskType: String) -> TaskPlan { plans[taskType] ?? TaskPlan(taskType, among: profiles) }

    /// Tells the scheduler, and passes on what it wants done.
    func advise(_ event: Scheduler.Event) {
        for action in scheduler.handle(event) { jobs?.yield(.scheduled(action)) }
    }

    func report(_ error: StoreError, doing work: String) {
        guard case .unavailable(let reason) = error else { return }
        log(.storeFailed(doing: work, reason: reason))
    }

    /// The enabled agents of the task's type, in the order of its plan, if they take its parameters too.
    func takers(of new: NewTask) throws(OrchestrationError) -> [String] {
        let takers = plan(for: new.taskType).agents.filter { profile($0) != nil }
        guard !takers.isEmpty else { throw noAgent(for: new.taskType) }
        let problems = takers.flatMap { runner.problems(agent: $0, task: new) }
        guard problems.isEmpty else { throw .invalidParameters(Self.unique(problems)) }
        return takers
    }

    private func noAgent(for taskType: String) -> OrchestrationError {
        let known = Set(profiles.filter(\.enabled).flatMap(\.taskTypes))
        return .noAgent(taskType: taskType, known: known.sorted())
    }

    func mapped<Value>(
        _ work: () async throws(StoreError) -> Value
    ) async throws(OrchestrationError) -> Value {
        do { return try await work() } catch { throw OrchestrationError(error) }
    }

    /// Several agents may find the same fault.
    private static func unique(_ problems: [InputProblem]) -> [InputProblem] {
        problems.enumerated().filter { index, problem in problems.firstIndex(of: problem) == index }.map(\.element)
    }
}
