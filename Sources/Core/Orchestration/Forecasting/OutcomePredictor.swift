public import Prediction

/// Learns from outcomes and says what to expect.
///
/// A value: the same outcomes in the same order give the same state, and the state depends on the latest `memory`
/// outcomes of each agent in each type of task alone, so that a start need not read the whole history.
public protocol OutcomePredictor: Sendable {
    /// How many outcomes of each agent in each type of task it rests on.
    var memory: Int { get }

    mutating func learn(_ outcome: Outcome)

    /// Nil where nothing of the kind is known.
    func forecast(_ query: PredictionQuery) -> TaskForecast?

    /// How right its forecasts were.
    var report: ModelReport { get }
}

extension ShrunkMeans: OutcomePredictor {}
