import Foundation
import TestSupport
import Testing

@testable import Prediction

/// Values worked out by hand, and what must hold of any history.
@Suite struct ShrunkMeansTests {
    @Test func nothingIsPredictedFromNothing() {
        #expect(ShrunkMeans().forecast(PredictionQuery(taskType: "scan", agents: ["a"])) == nil)
        let model = ShrunkMeans([run("scan", "a")])
        #expect(model.forecast(PredictionQuery(taskType: "count", agents: ["b"])) == nil)
        #expect(model.forecast(PredictionQuery(taskType: "count", agents: ["a", "b"])) == nil)
        #expect(model.forecast(PredictionQuery(taskType: "scan", agents: [])) == nil)
        #expect(model.success("scan", "b") != nil, "the type is known")
        #expect(model.success("count", "a") != nil, "the agent is known")
    }

    @Test func oneRunMovesTheForecastAndProvesNothing() throws {
        let one = try #require(ShrunkMeans([run(seconds: 10)]).one())
        // The whole says (1 + 1) / (1 + 2), and weighs four against the one run.
        #expect(Optional(one.success).isNear((1 + 4 * 2.0 / 3) / 5))
        #expect(try #require(one.duration).median.isNear(10, within: 0.001))
        #expect(one.duration?.range == nil && one.quality == nil)
        #expect(one.evidence == Evidence(outcomes: 1, confidence: 0.2))
        #expect(one.model == "shrunk_means" && one.agent == "a")
    }

    @Test func cellsThatDifferAreBelievedAndCellsThatAreAlikeAreNot() {
        func model(_ first: Int, _ second: Int) -> ShrunkMeans {
            ShrunkMeans(
                (0..<4).map { run("scan", "a", $0 < first ? .completed : .failed) }
                    + (0..<4).map { run("scan", "b", $0 < second ? .completed : .failed) })
        }
        // Within 0, between 1/2: the ratio is 0, and the whole keeps the least weight, 1.
        #expect(model(4, 0).success("scan", "a").isNear((4 + 0.5) / 5))
        #expect(model(4, 0).success("scan", "b").isNear(0.5 / 5))
        // Within 1/4, between (1/2 - 1/4) / 4 = 1/16: the whole weighs 4.
        #expect(model(3, 1).success("scan", "a").isNear((3 + 4 * 0.5) / 8))
        #expect(model(3, 1).success("scan", "b").isNear((1 + 4 * 0.5) / 8))
        #expect(model(3, 1).one("scan", "a")?.evidence.confidence == 0.5)
        // No difference between the cells: the whole keeps the greatest weight, 100.
        #expect(model(2, 2).one("scan", "a")?.evidence.confidence == 4.0 / 104)
    }

    @Test func aCellThatWasNeverSeenGetsTheWhole() {
        let model = ShrunkMeans([run("scan", "a"), run("scan", "a", .failed), run("scan", "a")])
        #expect(model.success("scan", "b").isNear(3.0 / 5))
        #expect(model.one("scan", "b")?.evidence == Evidence(outcomes: 0, confidence: 0))
    }

    @Test func theRangeHoldsTheSpreadAndTheDoubt() throws {
        let duration = try #require(ShrunkMeans([run(seconds: exp(2)), run(seconds: exp(4))]).one()?.duration)
        #expect(Optional(duration.median).isNear(exp(3)))
        // Variance (2 + 4 * 2) / (1 + 4) = 2, and 1/6 of it more for the doubt about the mean.
        let spread = 1.2815515655446004 * (2 * (1 + 1.0 / 6)).squareRoot()
        let range = try #require(duration.range)
        #expect(
            Optional(range.lowerBound).isNear(exp(3 - spread)) && Optional(range.upperBound).isNear(exp(3 + spread)))
    }

    @Test func failuresAndTimeoutsTeachNoDurationAndNoQuality() throws {
        let failures = [run("scan", "a", .failed, seconds: 1, quality: 0.9), run("scan", "a", .timedOut, seconds: 600)]
        let one = ShrunkMeans(failures).one()
        #expect(one?.duration == nil && one?.quality == nil && one?.evidence.outcomes == 2)
        #expect(one.map(\.success).isNear((0 + 4 * 0.25) / 6))
        let same = ShrunkMeans(failures + [run(seconds: 8, quality: 0.5)]).one()
        let learned = try #require(same)
        #expect(try #require(learned.duration).median.isNear(8, within: 0.001))
        #expect(learned.quality.isNear(0.5))
    }

    @Test func aDurationOfAnotherKindIsNotThisKinds() {
        let model = ShrunkMeans([run("scan", "a", .failed), run("count", "b", seconds: 5)])
        #expect(model.one("scan", "a")?.duration == nil)
        #expect(model.one("count", "a")?.duration != nil)
    }

    @Test func aTaskNeedsAllItsAgents() throws {
        let model = ShrunkMeans(
            (0..<6).map { run("scan", "a", $0 == 0 ? .failed : .completed, seconds: 10, quality: 0.4) }
                + (0..<6).map { _ in run("scan", "b", seconds: 20, quality: 1) })
        let (a, b) = (try #require(model.one("scan", "a")), try #require(model.one("scan", "b")))
        let inTurn = try #require(model.forecast(PredictionQuery(taskType: "scan", agents: ["a", "b"])))
        #expect(Optional(inTurn.success).isNear(a.success * b.success))
        let medians = [a, b].compactMap(\.duration?.median)
        #expect(inTurn.seconds.isNear(medians[0] + medians[1]))
        #expect(inTurn.quality.isNear(((a.quality ?? 0) + (b.quality ?? 0)) / 2))
        #expect(inTurn.agents.map(\.agent) == ["b", "a"], "the likelier one first")
        #expect(inTurn.evidence.outcomes == 12)
        let query = PredictionQuery(taskType: "scan", agents: ["a", "b"], sideBySide: true)
        let together = try #require(model.forecast(query))
        #expect(together.seconds.isNear(medians[1]))
    }

    @Test func everyForecastLiesBetweenTheCellAndTheWhole() throws {
        var random = Seeded(state: 7)
        var outcomes: [Outcome] = []
        var model = ShrunkMeans(memory: 10_000)
        for _ in 0..<2_000 {
            outcomes.append(random.anyRun())
            model.learn(outcomes[outcomes.count - 1])
            let last = outcomes[outcomes.count - 1]
            let cell = outcomes.filter { $0.taskType == last.taskType && $0.agent == last.agent }
            let own = Double(cell.count { $0.ending == .completed }) / Double(cell.count)
            let whole = (Double(outcomes.count { $0.ending == .completed }) + 1) / Double(outcomes.count + 2)
            let forecast = try #require(model.success(last.taskType, last.agent))
            #expect(forecast >= min(own, whole) - 1e-9 && forecast <= max(own, whole) + 1e-9)
        }
    }

    @Test func eachSuccessRaisesAndEachFailureLowers() throws {
        var random = Seeded(state: 3)
        var model = ShrunkMeans([run()])
        var confidence = 0.0
        for _ in 0..<90 {
            let before = try #require(model.success())
            let completed = random.uniform() < 0.6
            model.learn(run("scan", "a", completed ? .completed : .failed))
            let after = try #require(model.one())
            #expect(completed ? after.success > before : after.success < before)
            #expect(after.evidence.confidence > confidence)
            confidence = after.evidence.confidence
        }
    }

    @Test func moreEvidenceBringsTheForecastNearerToTheCell() {
        let whole = Double(0.2)
        let shrinkage = Shrinkage(strength: 4)
        var own = Moments()
        var distance = Double.infinity
        for _ in 0..<200 {
            own.add(FixedPoint.value(0.9))
            let next = abs(shrinkage.mean(own, towards: whole) - 0.9)
            #expect(next < distance)
            distance = next
        }
        #expect(distance < 0.015)
    }
}
