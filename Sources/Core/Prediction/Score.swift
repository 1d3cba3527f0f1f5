#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How right one forecast was, beside the constant of the same moment.
struct Score: Sendable, Equatable {
    /// An error of the forecast, and that of the constant.
    struct Pair: Sendable, Equatable {
        var model: Double
        var baseline: Double
    }

    var model: String
    var brier: Pair
    var logLoss: Pair
    /// Absolute difference of the natural logarithms of seconds.
    var duration: Pair?
    /// Whether the time lay within the range.
    var isCovered: Bool?
    /// Absolute difference.
    var quality: Pair?

    init(_ forecast: AgentForecast, of outcome: Outcome) {
        model = forecast.model
        let truth = outcome.ending == .completed ? 1.0 : 0.0
        brier = Pair(model: forecast.success, baseline: forecast.baseline.success).map { ($0 - truth) * ($0 - truth) }
        logLoss = Pair(model: forecast.success, baseline: forecast.baseline.success).map { Self.logLoss($0, truth) }
        let values = outcome.values
        if let seconds = forecast.duration?.median, let constant = forecast.baseline.seconds,
            let value = values.duration
        {
            let actual = Double(value) / FixedPoint.unit
            duration = Pair(model: seconds, baseline: constant).map { abs(log($0) - actual) }
        }
        if values.duration != nil, let range = forecast.duration?.range { isCovered = range.contains(outcome.seconds) }
        if let expected = forecast.quality, let constant = forecast.baseline.quality, let value = values.quality {
            let actual = Double(value) / FixedPoint.unit
            quality = Pair(model: expected, baseline: constant).map { abs($0 - actual) }
        }
    }

    /// Bounded, so that one certain error does not drown everything.
    private static func logLoss(_ probability: Double, _ truth: Double) -> Double {
        let likelihood = truth == 1 ? probability : 1 - probability
        return -log(max(likelihood, 1e-6))
    }
}

extension Score.Pair {
    fileprivate func map(_ error: (Double) -> Double) -> Score.Pair {
        Score.Pair(model: error(model), baseline: error(baseline))
    }
}
