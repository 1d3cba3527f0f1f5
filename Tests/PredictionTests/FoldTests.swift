import Foundation
import TestSupport
import Testing

@testable import Prediction

/// The state is a function of the latest outcomes alone, to the last bit.
@Suite struct FoldTests {
    static func history(_ count: Int, seed: UInt64) -> [Outcome] {
        var random = Seeded(state: seed)
        return (1...count).map { random.anyRun(number: Int64($0)) }
    }

    @Test(arguments: 1...5) func theSameOutcomesGiveTheSameState(seed: UInt64) {
        let history = Self.history(500, seed: seed)
        #expect(ShrunkMeans(history) == ShrunkMeans(history))
    }

    @Test(arguments: 1...5) func whatIsForgottenLeavesNoTrace(seed: UInt64) {
        let history = Self.history(900, seed: seed)
        let kinds = Dictionary(grouping: history) { [$0.taskType, $0.agent] }
        let latest = kinds.values.flatMap { $0.suffix(20) }.sorted { $0.number < $1.number }
        #expect(latest.count == 120)
        #expect(ShrunkMeans(memory: 20, history) == ShrunkMeans(memory: 20, latest))
    }

    @Test(arguments: 1...5) func theOrderOfOutcomesChangesNoForecast(seed: UInt64) {
        let history = Self.history(300, seed: seed)
        var random = Seeded(state: seed + 100)
        let (one, other) = (
            ShrunkMeans(memory: 1_000, history), ShrunkMeans(memory: 1_000, history.shuffled(using: &random))
        )
        for type in ["scan", "count", "lint"] {
            let query = PredictionQuery(taskType: type, agents: ["a", "b"])
            #expect(one.forecast(query) == other.forecast(query))
        }
    }

    @Test func memoryIsBounded() {
        let model = ShrunkMeans(memory: 3, (0..<50).map { run("scan", "a", $0 < 47 ? .failed : .completed) })
        #expect(model.report.outcomes == 3)
        #expect(model.success().isNear((3 + 4 * 4.0 / 5) / 7))
    }

    @Test func strangeMeasurementsDoNoHarm() {
        let model = ShrunkMeans([
            run(seconds: 0, quality: 7), run(seconds: -1, quality: .nan), run(seconds: .infinity), run(seconds: .nan),
        ])
        let one = model.one()
        #expect(one?.quality == nil && one?.evidence.outcomes == 4)
        #expect(one?.duration?.median.isFinite == true)
    }
}
