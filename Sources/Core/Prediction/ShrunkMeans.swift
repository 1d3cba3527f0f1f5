#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Predicts by the mean of an agent's latest outcomes in a type of task, drawn towards the mean of all outcomes.
///
/// An empirical-Bayes model with two levels: a Beta prior for success, a normal one for the logarithm of seconds and for
/// quality. How strongly a cell is drawn is itself learned, from how much the cells differ. A value: the same outcomes
/// in the same order give the same state to the last bit, and it depends on the latest `memory` of each cell alone, so
/// a restart need not read more.
public struct ShrunkMeans: Sendable, Equatable {
    public static let name = "shrunk_means"

    /// How many outcomes of each agent in each type of task it rests on; older ones are forgotten, because agents change.
    public let memory: Int

    private var cells: [Key: Cell] = [:]
    private var populations = PerQuantity(success: Population(), duration: Population(), quality: Population())
    /// Values by task type and by agent, to tell what is known of anything like it.
    private var byType: [String: PerQuantity<Int>] = [:]
    private var byAgent: [String: PerQuantity<Int>] = [:]

    private struct Key: Hashable, Comparable {
        var taskType: String
        var agent: String

        static func < (left: Key, right: Key) -> Bool {
            (left.taskType, left.agent) < (right.taskType, right.agent)
        }
    }

    /// Knows nothing yet.
    public init(memory: Int = 100) { self.memory = max(1, memory) }

    /// Takes in one outcome more.
    public mutating func learn(_ outcome: Outcome) {
        let key = Key(taskType: outcome.taskType, agent: outcome.agent)
        var cell = cells[key] ?? Cell()
        let before = cell.moments
        cell.add(outcome, memory: memory)
        cells[key] = cell
        for quantity in Quantity.allCases {
            let (old, new) = (before[quantity], cell.moments[quantity])
            populations[quantity].replace(old, by: new)
            byType[key.taskType, default: .none][quantity] += new.count - old.count
            byAgent[key.agent, default: .none][quantity] += new.count - old.count
        }
    }

    /// What it expects; nil if of one of the agents nothing is known, neither in this type of task nor in any other,
    /// and nothing of the type either.
    public func forecast(_ query: PredictionQuery) -> TaskForecast? {
        let agents = query.agents.compactMap { forecast(query.taskType, $0) }
        guard !agents.isEmpty, agents.count == query.agents.count else { return nil }
        let seconds = agents.compactMap(\.duration?.median)
        let qualities = agents.compactMap(\.quality)
        let duration = query.sideBySide ? seconds.max() : seconds.reduce(0, +)
        return TaskForecast(
            success: agents.reduce(1) { $0 * $1.success },
            seconds: seconds.count == agents.count ? duration : nil,
            quality: qualities.count == agents.count ? qualities.reduce(0, +) / Double(agents.count) : nil,
            agents: agents.sorted(by: Self.isBetter))
    }

    /// How right its forecasts were.
    public var report: ModelReport {
        let sorted = cells.sorted { $0.key < $1.key }.map(\.value)
        return ModelReport(
            model: Self.name, outcomes: sorted.reduce(0) { $0 + $1.moments.success.count },
            scores: sorted.flatMap(\.scores))
    }

    private static func isBetter(_ left: AgentForecast, _ right: AgentForecast) -> Bool {
        if left.success != right.success { return left.success > right.success }
        let (one, other) = (left.duration?.median ?? .infinity, right.duration?.median ?? .infinity)
        return one != other ? one < other : left.agent < right.agent
    }

    private func forecast(_ taskType: String, _ agent: String) -> AgentForecast? {
        let known = PerQuantity(
            success: isKnown(.success, taskType, agent), duration: isKnown(.duration, taskType, agent),
            quality: isKnown(.quality, taskType, agent))
        guard known.success else { return nil }
        let cell = cells[Key(taskType: taskType, agent: agent)] ?? Cell()
        let count = cell.moments.success.count
        return AgentForecast(
            model: Self.name, agent: agent, success: mean(.success, cell) ?? wholeSuccess,
            duration: known.duration ? duration(cell) : nil, quality: known.quality ? mean(.quality, cell) : nil,
            evidence: Evidence(
                outcomes: count, confidence: Double(count) / (Double(count) + populations.success.strength)),
            baseline: Baseline(
                success: wholeSuccess, seconds: populations.duration.whole.mean.map { exp($0) },
                quality: populations.quality.whole.mean))
    }

    private func isKnown(_ quantity: Quantity, _ taskType: String, _ agent: String) -> Bool {
        (byType[taskType]?[quantity] ?? 0) + (byAgent[agent]?[quantity] ?? 0) > 0
    }

    /// The share of all runs that completed, one of each kind added: nothing is certain after a few runs.
    private var wholeSuccess: Double {
        let whole = populations.success.whole
        return (whole.total + 1) / Double(whole.count + 2)
    }

    /// A cell's own mean drawn towards the whole's; nil where the whole has none.
    private func mean(_ quantity: Quantity, _ cell: Cell) -> Double? {
        let population = populations[quantity]
        guard let whole = quantity == .success ? wholeSuccess : population.whole.mean else { return nil }
        let own = cell.moments[quantity]
        return Shrinkage(strength: population.strength).mean(own, towards: whole)
    }

    private func duration(_ cell: Cell) -> DurationForecast? {
        guard let mean = mean(.duration, cell) else { return nil }
        let spread = Shrinkage(strength: populations.duration.strength)
            .spread(cell.moments.duration, of: populations.duration)
        return DurationForecast(median: exp(mean), range: spread.map { exp(mean - $0)...exp(mean + $0) })
    }
}

extension PerQuantity<Int> {
    fileprivate static var none: PerQuantity<Int> { PerQuantity(success: 0, duration: 0, quality: 0) }
}
