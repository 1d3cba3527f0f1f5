import Foundation
import Testing

@testable import Prediction

/// The figures of `GET /predictions/models`, from forecasts as they were given.
@Suite struct ReportTests {
    static func forecast(
        _ success: Double, seconds: Double? = nil, range: ClosedRange<Double>? = nil, quality: Double? = nil,
        model: String = ShrunkMeans.name
    ) -> AgentForecast {
        AgentForecast(
            model: model, agent: "a", success: success,
            duration: seconds.map { DurationForecast(median: $0, range: range) }, quality: quality,
            evidence: Evidence(outcomes: 1, confidence: 0.2),
            baseline: Baseline(success: 0.5, seconds: seconds.map { _ in 1 }, quality: quality.map { _ in 0.5 }))
    }

    @Test func nothingIsScoredWithoutAForecast() {
        let report = ShrunkMeans([run(), run("scan", "a", .failed)]).report
        #expect(report.outcomes == 2 && report.model == "shrunk_means")
        #expect(report.brier == nil && report.duration == nil && report.coverage == nil && report.quality == nil)
    }

    @Test func eachForecastIsHeldAgainstWhatCame() throws {
        let report = ShrunkMeans([
            run(
                seconds: exp(2), quality: 0.8, forecast: Self.forecast(0.9, seconds: exp(1), range: 1...8, quality: 0.6)
            ),
            run(seconds: exp(3), quality: 1, forecast: Self.forecast(0.8, seconds: exp(3), range: 1...8, quality: 0.9)),
            run(
                "scan", "a", .failed, seconds: 2,
                forecast: Self.forecast(0.6, seconds: exp(1), range: 1...8, quality: 0.6)),
            run("scan", "b", .timedOut, seconds: 9, forecast: Self.forecast(0.3)),
        ]).report
        let brier = try #require(report.brier)
        #expect(brier.scored == 4)
        #expect(Optional(brier.errors.model).isNear((0.01 + 0.04 + 0.36 + 0.09) / 4) && brier.errors.baseline == 0.25)
        let loss = try #require(report.logLoss)
        #expect(Optional(loss.errors.model).isNear(-(log(0.9) + log(0.8) + log(0.4) + log(0.7)) / 4))
        #expect(Optional(loss.errors.baseline).isNear(log(2)))
        // A run that did not complete says nothing of durations and quality.
        let duration = try #require(report.duration)
        #expect(duration.scored == 2 && Optional(duration.errors.model).isNear(0.5))
        #expect(Optional(duration.errors.baseline).isNear(2.5))
        #expect(report.coverage == 0.5)
        let quality = try #require(report.quality)
        #expect(quality.scored == 2 && Optional(quality.errors.model).isNear(0.15))
        #expect(Optional(quality.errors.baseline).isNear(0.4))
    }

    @Test func theForecastsOfAnotherModelAreNotItsOwn() {
        let report = ShrunkMeans([run(forecast: Self.forecast(0.9, model: "other"))]).report
        #expect(report.outcomes == 1 && report.brier == nil)
    }

    @Test func aCertainErrorIsBounded() throws {
        let figure = ShrunkMeans([run("scan", "a", .failed, forecast: Self.forecast(1))]).report.logLoss
        #expect(try #require(figure).errors.model.isNear(-log(1e-6)))
    }
}
