import APISpec
import JSON
import SchemaInstances

/// The same request under the same key from many connections at the same moment.
struct IdempotencyRace: Probe {
    static let rule = Rule(
        "idempotency.race", "Of equal requests under one key at the same moment one makes an object",
        basis: "x-idempotency")
    private static let racers = 8

    func run(_ run: Run) async throws(Abort) {
        for question in IdempotencyQuestion.all(Self.rule, run) {
            let ask = question.ask("race-" + run.newWord(16), "\(Self.racers) times at the same moment", run)
            let answers = try await run.sendAtOnce(ask.request, count: Self.racers)
            run.check(Self.rule, ask)
            let made = answers.filter { $0.status == 201 }
            var ids: Set<String> = []
            for one in made {
                if let id = one.json?.root["id"]?.string, ids.insert(id).inserted {
                    _ = try await question.id(of: one, as: question.identity, run)
                }
            }
            if ids.count != 1 {
                run.fail(Self.rule, ask, expected: "1 object", got: "\(ids.count) objects", spec: question.place)
            }
        }
    }
}
