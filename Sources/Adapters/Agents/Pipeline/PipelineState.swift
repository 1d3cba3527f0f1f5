import JSON
import Orchestration

/// One run of a pipeline as a value: what has ended goes in, what is to be done comes out.
///
/// It waits for nothing.
struct PipelineState {
    /// A tool to be called; its end comes back through `finish`.
    struct Call: Equatable {
        var step: Int
        /// The index of the item under for_each.
        var item: Int?
        var input: JSONValue
    }

    /// What the caller must do now: start the calls, then send the reports, then stop if there is an end.
    struct Moves {
        var calls: [Call] = []
        var reports: [AgentProgress] = []
        var end: Result<JSONValue, TaskFailure>?
    }

    let agent: Agent
    let task: TaskRecord
    var steps: [StepState]
    var scope: Scope
    var moves = Moves()
    private var reported = 0.0

    init(agent: Agent, task: TaskRecord) {
        self.agent = agent
        self.task = task
        steps = agent.steps.map { _ in StepState() }
        let params = agent.input?.filled(task.parameters) ?? task.parameters
        scope = Scope(task: task.expressionValue, params: params)
    }

    /// Starts the steps that need no other.
    ///
    /// `now` counts from the start of the run, as in every call.
    mutating func begin(at now: Duration) -> Moves {
        startReady(at: now)
        return takeMoves()
    }

    /// Takes in the end of a call.
    mutating func finish(_ call: Call, _ outcome: Result<JSONValue, StepFailure>, at now: Duration) -> Moves {
        if let item = call.item {
            finish(item: item, of: call.step, outcome, at: now)
        } else {
            switch outcome {
            case .success(let output): finish(call.step, .completed, output: output, at: now)
            case .failure(let failure): fail(call.step, failure, at: now)
            }
        }
        startReady(at: now)
        return takeMoves()
    }

    /// Ends a step.
    ///
    /// Whoever calls this looks for steps that can start now.
    mutating func finish(
        _ index: Int, _ status: StepStatus, output: JSONValue = nil, error: String? = nil, at now: Duration
    ) {
        steps[index].status = status
        steps[index].output = output
        steps[index].error = error
        steps[index].endedAt = now
        scope.record(step: agent.steps[index].id, status: status, output: output, error: error)
        report(index, message(of: index))
    }

    /// Ends a step as failed, and with it the run unless the step may fail.
    mutating func fail(_ index: Int, _ failure: StepFailure, at now: Duration) {
        guard agent.steps[index].continueOnError, failure.reason != .cancelled else {
            let step = agent.steps[index].id
            moves.end = .failure(failure.taskFailure(step: step, agent: agent.profile.id))
            return
        }
        finish(index, .failed, error: failure.message, at: now)
    }

    /// Reports how much is done.
    ///
    /// The fraction never falls.
    mutating func report(_ index: Int, _ message: String) {
        let total = agent.steps.reduce(0) { $0 + $1.weight }
        let done = zip(agent.steps, steps).reduce(0) { $0 + Double($1.0.weight) * $1.1.fraction }
        reported = max(reported, min(1, done / Double(total)))
        moves.reports.append(
            AgentProgress(fraction: reported, step: agent.steps[index].id, message: message))
    }

    private func message(of index: Int) -> String {
        let name = agent.steps[index].name ?? agent.steps[index].id
        let state = steps[index]
        return state.error.map { "\(name) failed: \($0)" } ?? "\(name) \(state.status.rawValue)"
    }

    /// Starts every step whose needs have ended, until none is left; renders the result after the last.
    private mutating func startReady(at now: Duration) {
        while moves.end == nil, let index = firstReady { start(index, at: now) }
        guard moves.end == nil, steps.allSatisfy(\.status.isFinal) else { return }
        moves.end = result
    }

    private var firstReady: Int? {
        steps.indices.first { index in
            steps[index].status == .waiting && agent.steps[index].needs.allSatisfy { steps[$0].status.isFinal }
        }
    }

    private mutating func takeMoves() -> Moves {
        defer { moves = Moves() }
        return moves
    }
}
