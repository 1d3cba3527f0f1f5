/// How right a predictor has been so far: each forecast as it was given, held against what came.
///
/// Counts the same latest outcomes that the predictor rests on, as far as they had a forecast of its own.
public struct ModelReport: Sendable, Equatable {
    /// A mean error of the model, and that of the constant.
    public struct Errors: Sendable, Equatable {
        public var model: Double
        public var baseline: Double

        public init(model: Double, baseline: Double) {
            self.model = model
            self.baseline = baseline
        }
    }

    /// How many forecasts were scored, and their errors.
    public struct Figure: Sendable, Equatable {
        public var scored: Int
        public var errors: Errors

        public init(scored: Int, errors: Errors) {
            self.scored = scored
            self.errors = errors
        }
    }

    public var model: String
    /// Outcomes it rests on now.
    public var outcomes: Int
    /// Mean squared error of the probability of success; nil before the first.
    public var brier: Figure?
    /// Mean negative log likelihood, in nats.
    public var logLoss: Figure?
    /// Mean absolute error of the natural logarithm of seconds.
    public var duration: Figure?
    /// The share of times within their 80 % range; nil before the first range.
    public var coverage: Double?
    /// Mean absolute error of the quality.
    public var quality: Figure?

    init(model: String, outcomes: Int, scores: [Score]) {
        self.model = model
        self.outcomes = outcomes
        let own = scores.filter { $0.model == model }
        brier = Figure(own.map(\.brier))
        logLoss = Figure(own.map(\.logLoss))
        duration = Figure(own.compactMap(\.duration))
        quality = Figure(own.compactMap(\.quality))
        let covered = own.compactMap(\.isCovered)
        coverage = covered.isEmpty ? nil : Double(covered.count { $0 }) / Double(covered.count)
    }
}

extension ModelReport.Figure {
    fileprivate init?(_ pairs: [Score.Pair]) {
        guard !pairs.isEmpty else { return nil }
        let count = Double(pairs.count)
        self.init(
            scored: pairs.count,
            errors: ModelReport.Errors(
                model: pairs.reduce(0) { $0 + $1.model } / count,
                baseline: pairs.reduce(0) { $0 + $1.baseline } / count))
    }
}
