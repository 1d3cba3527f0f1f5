import JSON
import Orchestration
import Prediction
import Testing

extension StoreCheck {
    private static let expected = TaskForecast(
        success: 0.75, seconds: 12.5, quality: nil,
        agents: [
            AgentForecast(
                model: "m", agent: "a", success: 0.75, duration: DurationForecast(median: 12.5, range: 3...40.25),
                quality: 0.5, evidence: Evidence(outcomes: 7, confidence: 0.25),
                baseline: Baseline(success: 0.5, seconds: 9, quality: nil)),
            AgentForecast(
                model: "m", agent: "b", success: 0.5, duration: nil, quality: nil,
                evidence: Evidence(outcomes: 0, confidence: 0),
                baseline: Baseline(success: 0.5, seconds: nil, quality: nil)),
        ])

    private static func ending(
        _ agent: String, _ succeeded: Bool = true, seconds: Double = 2, quality: Double? = nil, timedOut: Bool = false
    ) -> TaskCommand {
        .endAgent(
            AgentEnding(
                agent: agent, succeeded: succeeded, seconds: seconds, quality: quality, timedOut: timedOut), attempt: 1)
    }

    static let learning = [
        StoreCheck("keeps the forecast that a task was created with") { store in
            for (number, prediction) in [(1, expected), (2, nil)] {
                var task = Samples.task(number)
                task.prediction = prediction
                try await store.create(task)
                #expect(try await store.task(task.id)?.prediction == prediction)
                let queued = try await store.apply([.enqueue], to: task.id, at: Samples.time(9))
                #expect(queued.prediction == prediction)
            }
        },
        StoreCheck("keeps an outcome of each run that ended by itself, with its forecast") { store in
            var task = Samples.task(1, type: "scan")
            task.prediction = expected
            try await store.start(task)
            let endings = [
                ending("a", seconds: 2.5, quality: 0.75), ending("b", false), ending("c", false, timedOut: true),
            ]
            for (agent, ending) in zip(["a", "b", "c"], endings) {
                let commands = [.beginAgent(agent, attempt: 1), ending]
                _ = try await store.apply(commands, to: task.id, at: Samples.time(2000))
            }
            let outcomes = try await store.outcomes(after: 0, limit: 10)
            #expect(
                outcomes.map { Outcome(unnumbered: $0) } == [
                    Outcome(
                        taskType: "scan", agent: "a", ending: .completed, seconds: 2.5, quality: 0.75,
                        forecast: expected.agents[0]),
                    Outcome(
                        taskType: "scan", agent: "b", ending: .failed, seconds: 2, forecast: expected.agents[1]),
                    Outcome(taskType: "scan", agent: "c", ending: .timedOut, seconds: 2),
                ])
            try #require(outcomes.count == 3)
            #expect(zip(outcomes, outcomes.dropFirst()).allSatisfy { $0.number < $1.number })
            #expect(try await store.outcomes(after: outcomes[0].number, limit: 1) == [outcomes[1]])
            #expect(try await store.outcomes(after: outcomes[2].number, limit: 9) == [])
        },
        StoreCheck("keeps no outcome of a run that was cancelled, given back or refused") { store in
            let (first, second) = (Samples.task(1), Samples.task(2))
            try await store.start(first)
            #expect(await store.refusal(of: [ending("a"), .enqueue], to: first.id) != nil)
            _ = try await store.apply([.cancel], to: first.id, at: Samples.time(2000))
            #expect(await store.refusal(of: [ending("a")], to: first.id) != nil)
            try await store.start(second)
            _ = try await store.apply([.giveBack(attempt: 1)], to: second.id, at: Samples.time(3000))
            #expect(try await store.outcomes(after: 0, limit: 9) == [])
        },
        StoreCheck("finds the latest outcomes of each agent in each type of task") { store in
            for (number, type) in ["scan", "count"].enumerated() {
                let task = Samples.task(number, type: type)
                try await store.start(task)
                for second in 1...5 {
                    for agent in ["a", "b"] {
                        let commands = [.beginAgent(agent, attempt: 1), ending(agent, seconds: Double(second))]
                        _ = try await store.apply(commands, to: task.id, at: Samples.time(2000))
                    }
                }
                _ = try await store.apply([.cancel], to: task.id, at: Samples.time(2000))
            }
            let latest = try await store.outcomes(latest: 2)
            #expect(latest.map(\.seconds) == [4, 4, 5, 5, 4, 4, 5, 5])
            #expect(latest.map(\.taskType) == ["scan", "scan", "scan", "scan", "count", "count", "count", "count"])
            #expect(latest.map(\.agent) == ["a", "b", "a", "b", "a", "b", "a", "b"])
            #expect(try await store.outcomes(latest: 100) == store.outcomes(after: 0, limit: 100))
        },
    ]
}

extension Outcome {
    /// The same without the number that the store gave it.
    fileprivate init(unnumbered outcome: Outcome) {
        self = outcome
        number = 0
    }
}
