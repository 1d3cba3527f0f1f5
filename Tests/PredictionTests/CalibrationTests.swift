import Foundation
import TestSupport
import Testing

@testable import Prediction

/// Forecasts on made-up histories whose truth is known.
@Suite struct CalibrationTests {
    struct Truth {
        var success: Double
        var mean: Double
    }

    struct Trial {
        var truth: Truth
        var forecast: AgentForecast
        var outcome: Outcome
    }

    /// Predicts each run before learning it.
    static func trials(_ count: Int, seed: UInt64) -> [Trial] {
        var random = Seeded(state: seed)
        let truths = (0..<40).map { _ in Truth(success: 0.1 + 0.85 * random.uniform(), mean: 3 + random.normal()) }
        var model = ShrunkMeans(memory: 1_000)
        return (0..<count).compactMap { _ in
            let cell = Int.random(in: 0..<truths.count, using: &random)
            let truth = truths[cell]
            let ending: Outcome.Ending = random.uniform() < truth.success ? .completed : .failed
            let outcome = run("type \(cell)", "a", ending, seconds: exp(truth.mean + 0.5 * random.normal()))
            let forecast = model.one("type \(cell)", "a")
            model.learn(outcome)
            return forecast.map { Trial(truth: truth, forecast: $0, outcome: outcome) }
        }
    }

    @Test func probabilitiesMeanWhatTheySay() {
        let trials = Self.trials(8_000, seed: 11)
        for bin in 1..<10 {
            let inBin = trials.filter { Int($0.forecast.success * 10) == bin }
            guard inBin.count >= 200 else { continue }
            let said = inBin.reduce(0) { $0 + $1.forecast.success } / Double(inBin.count)
            let came = Double(inBin.count { $0.outcome.ending == .completed }) / Double(inBin.count)
            #expect(abs(said - came) < 0.05, "said \(said), came \(came), of \(inBin.count)")
        }
        #expect(Set(trials.map { Int($0.forecast.success * 10) }).count >= 8)
    }

    @Test func theForecastsComeNearToTheTruth() {
        let late = Self.trials(8_000, seed: 12).suffix(2_000)
        let error = late.reduce(0) { $0 + abs($1.forecast.success - $1.truth.success) } / Double(late.count)
        #expect(error < 0.03, "\(error)")
        let distance =
            late.compactMap { trial in
                trial.forecast.duration.map { abs(log($0.median) - trial.truth.mean) }
            }.reduce(0, +) / Double(late.count)
        #expect(distance < 0.05, "\(distance)")
    }

    @Test func rangesHoldFourOfFiveRuns() {
        let scores = Self.trials(8_000, seed: 13).map { Score($0.forecast, of: $0.outcome) }
        let covered = scores.compactMap(\.isCovered)
        let share = Double(covered.count { $0 }) / Double(covered.count)
        #expect(covered.count > 3_000 && (0.77...0.83).contains(share), "\(share) of \(covered.count)")
    }

    @Test func theModelBeatsTheConstant() {
        let scores = Self.trials(8_000, seed: 14).map { Score($0.forecast, of: $0.outcome) }
        let loss = scores.map(\.logLoss)
        let (model, constant) = (loss.reduce(0) { $0 + $1.model }, loss.reduce(0) { $0 + $1.baseline })
        #expect(model < 0.9 * constant, "\(model / constant)")
        let durations = scores.compactMap(\.duration)
        #expect(durations.reduce(0) { $0 + $1.model } < 0.6 * durations.reduce(0) { $0 + $1.baseline })
    }
}
