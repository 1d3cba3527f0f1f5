import Foundation
import TestSupport
import Testing

@testable import Prediction

/// Published histories of real work: each run is predicted when it starts and learned when it has ended.
@Suite struct PublishedHistoryTests {
    struct Event {
        var start: Double
        var outcome: Outcome
    }

    static let folder = Suites.folder("prediction", from: "rodrigoliimaa/retecs-v2 and alibaba/clusterdata")

    @Test(.enabled(if: folder != nil)) func beatsTheConstantOnRunsOfAContinuousIntegration() throws {
        let events = try Self.rows("ci-tests-iofrol.csv", ";").compactMap { row -> Event? in
            guard row.count >= 8, let milliseconds = Double(row[2]), let start = Self.time(row[4]) else { return nil }
            let ending: Outcome.Ending = row[6] == "1" ? .failed : .completed
            return Event(start: start, outcome: run(String(row[1]), "ci", ending, seconds: milliseconds / 1_000))
        }
        #expect(events.count > 30_000)
        try Self.compare("ci-tests-iofrol", events)
    }

    @Test(.enabled(if: folder != nil)) func beatsTheConstantOnRequestsToImageModels() throws {
        let events = try Self.rows("genai-lora-requests.csv", ",").compactMap { row -> Event? in
            guard row.count >= 10, let seconds = Double(row[3]), let start = Self.time(row[0]) else { return nil }
            let ending: Outcome.Ending = row[2] == "SUCCEED" ? .completed : .failed
            return Event(start: start, outcome: run(String(row[1]), String(row[9]), ending, seconds: seconds))
        }
        #expect(events.count > 20_000)
        try Self.compare("genai-lora-requests", events)
    }

    private static func compare(_ name: String, _ events: [Event]) throws {
        let scores = prequential(events.sorted { $0.start < $1.start })
        let (brier, loss) = (mean(scores.map(\.brier)), mean(scores.map(\.logLoss)))
        let duration = mean(scores.compactMap(\.duration))
        let covered = scores.compactMap(\.isCovered)
        let coverage = Double(covered.count { $0 }) / Double(max(1, covered.count))
        print(
            "\(name): \(scores.count) scored, Brier \(text(brier)), log loss \(text(loss)),",
            "MAE of ln seconds \(text(duration)), coverage \(format(coverage)); model / constant")
        #expect(loss.model < loss.baseline)
        #expect(duration.model < duration.baseline)
    }

    /// Scores in the order of the starts.
    private static func prequential(_ events: [Event]) -> [Score] {
        var model = ShrunkMeans()
        var running: [(end: Double, outcome: Outcome)] = []
        var scores: [Score] = []
        for event in events {
            while let next = running.last, next.end <= event.start {
                model.learn(next.outcome)
                running.removeLast()
            }
            var outcome = event.outcome
            outcome.forecast = model.one(outcome.taskType, outcome.agent)
            if let forecast = outcome.forecast { scores.append(Score(forecast, of: outcome)) }
            let end = event.start + outcome.seconds
            // Latest end first, so that the next to end is the last element.
            let place = running.firstIndex { $0.end <= end } ?? running.endIndex
            running.insert((end, outcome), at: place)
        }
        return scores
    }

    private static func mean(_ pairs: [Score.Pair]) -> Score.Pair {
        let count = Double(max(1, pairs.count))
        return Score.Pair(
            model: pairs.reduce(0) { $0 + $1.model } / count, baseline: pairs.reduce(0) { $0 + $1.baseline } / count)
    }

    private static func text(_ pair: Score.Pair) -> String { "\(format(pair.model)) / \(format(pair.baseline))" }

    private static func format(_ value: Double) -> String { String(format: "%.4f", value) }

    private static func rows(_ name: String, _ separator: Character) throws -> [[Substring]] {
        let file = try #require(folder).appendingPathComponent(name)
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: separator, omittingEmptySubsequences: false)
        }
    }

    /// Seconds of "2015-02-13 16:13:00" since some day; months count 31 days, which keeps the order and all distances
    /// within a day.
    private static func time(_ text: Substring) -> Double? {
        let numbers = text.split { !$0.isNumber }.compactMap { Double($0) }
        guard numbers.count >= 6 else { return nil }
        let days = (numbers[0] * 12 + numbers[1]) * 31 + numbers[2]
        return ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60 + numbers[5]
    }
}
