public import Prediction
import Synchronization

/// What is expected of tasks: a predictor that follows the store's outcomes, in their order and each once.
///
/// Reads the store when there is something to learn and somebody asks, so a forecast knows every run that had ended
/// before the question.
public actor Forecasts {
    /// Outcomes read at once.
    private static let pageSize = 1_000

    private let store: any TaskStore
    private var predictor: any OutcomePredictor
    /// The number of the last outcome learned; nil before the first reading.
    private var position: Int64?
    private let endings = Counter()
    /// The count of endings up to which everything is learned.
    private var learned = 0

    /// Counts commits that ended runs; the history from before the start counts as one.
    private final class Counter: Sendable {
        private let state = Mutex(1)

        var value: Int { state.withLock { $0 } }

        func count() { state.withLock { $0 += 1 } }
    }

    /// Hears of the store's commits from now on.
    public init(store: any TaskStore, predictor: any OutcomePredictor) {
        self.store = store
        self.predictor = predictor
        store.observe { [endings] events in
            if events.contains(where: { $0.kind == .agentCompleted }) { endings.count() }
        }
    }

    /// Learns what has ended since the last time.
    ///
    /// - Throws: when the store fails; what is known already stays known.
    public func catchUp() async throws(StoreError) {
        let count = endings.value
        guard learned < count else { return }
        if position == nil { try await load() }
        while try await learnPage() {}
        learned = max(learned, count)
    }

    /// What is expected of a task; nil where nothing of the kind is known.
    ///
    /// While the store fails, by what is known already.
    public func forecast(_ query: PredictionQuery) async -> TaskForecast? {
        try? await catchUp()
        return predictor.forecast(query)
    }

    /// How right the forecasts were, of each predictor there is.
    public func reports() async -> [ModelReport] {
        try? await catchUp()
        return [predictor.report]
    }

    private func load() async throws(StoreError) {
        let outcomes = try await store.outcomes(latest: predictor.memory)
        // Whoever asked at the same time may have been faster.
        guard position == nil else { return }
        position = 0
        learn(outcomes)
    }

    /// Learns the next outcomes; false once there are no more.
    private func learnPage() async throws(StoreError) -> Bool {
        let page = try await store.outcomes(after: position ?? 0, limit: Self.pageSize)
        learn(page)
        return page.count == Self.pageSize
    }

    /// Takes in those that others have not learned while this was waiting for the store.
    private func learn(_ outcomes: [Outcome]) {
        for outcome in outcomes where outcome.number > position ?? 0 {
            predictor.learn(outcome)
            position = outcome.number
        }
    }
}
