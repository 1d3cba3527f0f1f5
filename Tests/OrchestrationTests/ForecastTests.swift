import JSON
import Prediction
import TestSupport
import Testing

@testable import Orchestration

/// What is learned from runs, and what tasks are created with.
@Suite(.timeLimit(.minutes(1))) struct ForecastTests {
    private let store = MemoryStore()

    private func outcomes() async throws -> [Outcome] { try await store.outcomes(after: 0, limit: 100) }

    @Test func theFirstTaskExpectsNothingAndTheNextWhatTheFirstHasShown() async throws {
        let runner = ScriptedRunner([agent("a"), agent("c", types: ["count"])]) { _, _, _ in ["quality": 0.5] }
        let server = Server(store, runner, now: Ticks().next)
        let (first, second, other) = try await server.serve { orchestrator in
            let first = try await orchestrator.submit()
            try await orchestrator.finished(first.id)
            return (
                first, try await orchestrator.create(newTask()), try await orchestrator.create(newTask(type: "count"))
            )
        }
        #expect(first.prediction == nil && other.prediction == nil)
        let learned = try await outcomes()
        #expect(learned.count == 1 && learned[0].quality == 0.5 && learned[0].ending == .completed)
        var model = ShrunkMeans()
        model.learn(learned[0])
        #expect(second.prediction != nil)
        #expect(second.prediction == model.forecast(PredictionQuery(taskType: "scan", agents: ["a"])))
        #expect(try await store.task(second.id)?.prediction == second.prediction)
    }

    /// Side by side takes as long as the slowest, one after the other as long as all.
    @Test(arguments: [TaskPlan.Mode.sequence, .parallel])
    func agentsAreExpectedToShareTheWorkAsThePlanSays(mode: TaskPlan.Mode) async throws {
        let plan = TaskPlan(taskType: "scan", agents: ["a", "b"], mode: mode)
        let server = Server(store, ScriptedRunner([agent("a"), agent("b")], plans: [plan]), now: Ticks().next)
        let (created, predicted) = try await server.serve { orchestrator in
            try await orchestrator.finished(orchestrator.submit().id)
            return (
                try await orchestrator.create(newTask()),
                try await orchestrator.predict(taskType: "scan", parameters: [:])
            )
        }
        var model = ShrunkMeans()
        for outcome in try await outcomes() { model.learn(outcome) }
        let (inOrder, sideBySide) = (
            model.forecast(PredictionQuery(taskType: "scan", agents: ["a", "b"])),
            model.forecast(PredictionQuery(taskType: "scan", agents: ["a", "b"], sideBySide: true))
        )
        #expect(inOrder?.seconds != sideBySide?.seconds)
        #expect(created.prediction == (mode == .parallel ? sideBySide : inOrder))
        #expect(predicted.forecast == created.prediction)
    }

    @Test func aRunIsScoredByTheForecastItsTaskWasCreatedWith() async throws {
        let server = Server(store, ScriptedRunner([agent("a")]), now: Ticks().next)
        let report = try await server.serve { orchestrator in
            try await orchestrator.finished(orchestrator.submit().id)
            let early = try await orchestrator.create(newTask())
            try await orchestrator.finished(orchestrator.submit().id)
            try await orchestrator.finished(orchestrator.execute(early.id).id)
            return await orchestrator.predictionReports()
        }
        let learned = try await outcomes()
        #expect(learned.map { $0.forecast?.evidence.outcomes } == [nil, 1, 1])
        #expect(report.count == 1 && report[0].outcomes == 3 && report[0].brier?.scored == 2)
    }

    @Test func aRestartKnowsWhatTheServerBeforeKnew() async throws {
        let runner = ScriptedRunner([agent("a")]) { _, task, _ throws(TaskFailure) in
            if task.title == "bad" { throw TaskFailure(code: "AGENT_FAILED", detail: "no") }
            return ["quality": 1]
        }
        let before = try await Server(store, runner, now: Ticks().next).serve { orchestrator in
            for title in ["good", "bad", "good", "good"] {
                try await orchestrator.finished(orchestrator.submit(newTask(title)).id)
            }
            return (
                try await orchestrator.predict(taskType: "scan", parameters: [:]),
                await orchestrator.predictionReports()
            )
        }
        let after = Server(store, runner)
        _ = try await after.orchestrator.recover()
        let again = try await after.orchestrator.predict(taskType: "scan", parameters: [:])
        #expect(again.agents == ["a"] && again.forecast != nil && again.forecast == before.0.forecast)
        #expect(await after.orchestrator.predictionReports() == before.1)
    }

    @Test func timeoutsAreOutcomesAndCancelledRunsAreNot() async throws {
        let gate = Gate()
        let runner = ScriptedRunner([agent("a", timeout: .zero), agent("c", types: ["count"])]) {
            [gate] _, _, _ throws(TaskFailure) in
            await gate.wait()
            return [:]
        }
        try await Server(store, runner).serve { orchestrator in
            let slow = try await orchestrator.submit()
            try await orchestrator.until(slow.id) { $0.kind.isEnd }
            let unwanted = try await orchestrator.submit(newTask(type: "count"))
            try await orchestrator.until(unwanted.id) { $0.kind == .agentStarted }
            _ = try await orchestrator.cancel(unwanted.id)
            gate.open()
        }
        #expect(try await outcomes().map(\.ending) == [.timedOut])
        #expect(try await outcomes().map(\.agent) == ["a"])
    }

    @Test(arguments: [1.5, -0.1]) func aQualityOutsideItsRangeIsNotLearned(quality: Double) async throws {
        let runner = ScriptedRunner([agent("a")]) { _, _, _ in ["quality": .double(quality)] }
        _ = try await Server(store, runner).serve { try await $0.finished($0.submit().id) }
        #expect(try await outcomes().map(\.quality) == [nil])
    }

    @Test func aStoreThatFailsLeavesWhatIsKnown() async throws {
        let forecasts = Forecasts(store: store, predictor: ShrunkMeans())
        _ = try await Server(store, ScriptedRunner([agent("a")])).serve { try await $0.finished($0.submit().id) }
        let query = PredictionQuery(taskType: "scan", agents: ["a"])
        store.fail(with: .unavailable("no disk"))
        #expect(await forecasts.forecast(query) == nil)
        await #expect(throws: StoreError.unavailable("no disk")) { try await forecasts.catchUp() }
        store.fail(with: nil)
        let known = await forecasts.forecast(query)
        #expect(known?.evidence.outcomes == 1)
        store.fail(with: .unavailable("no disk"))
        #expect(await forecasts.forecast(query) == known)
    }

    @Test func manyWhoAskAtOnceLearnEachOutcomeOnce() async throws {
        let forecasts = Forecasts(store: store, predictor: ShrunkMeans())
        try await Server(store, ScriptedRunner([agent("a", concurrency: 4)])).serve { orchestrator in
            for _ in 0..<20 { try await orchestrator.finished(orchestrator.submit().id) }
        }
        let query = PredictionQuery(taskType: "scan", agents: ["a"])
        await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<50 { group.addTask { await forecasts.forecast(query)?.evidence.outcomes } }
            for await count in group { #expect(count == 20) }
        }
    }

    @Test func aPredictionIsRefusedAsACreationWouldBe() async throws {
        let problem = InputProblem(pointer: "/ports", keyword: "type", message: "must be an array")
        let orchestrator = Server(store, ScriptedRunner([agent("a")], faults: [problem])).orchestrator
        await #expect(throws: OrchestrationError.noAgent(taskType: "fly", known: ["scan"])) {
            _ = try await orchestrator.predict(taskType: "fly", parameters: [:])
        }
        await #expect(throws: OrchestrationError.invalidParameters([problem])) {
            _ = try await orchestrator.predict(taskType: "scan", parameters: [:])
        }
    }
}
