import APISpec
import JSON
import SchemaInstances

/// The same request under one key, several times at the same moment.
struct RepeatAtOnce: Probe {
    static let rule = Rule(
        "repeat.at-once", "Of requests under one Idempotency-Key at the same moment one is carried out",
        basis: "the parameter Idempotency-Key", fault: 200)

    private static let count = 6

    func run(_ run: Run) async throws(Abort) {
        for question in try await KeyedQuestion.all(Self.rule, run) {
            let ask = question.ask(run.dice.word(20), nil, "\(Self.count) times at once", run)
            let answers = try await run.sendAtOnce(ask.request, count: Self.count)
            run.check(Self.rule, ask)
            let made = answers.filter { 200..<300 ~= $0.status }
            for one in made where !run.objects.contains(where: { $0.id == one.json?.root["id"]?.string }) {
                try await run.remember(one, "id", in: question.base.path, as: question.identity)
            }
            let ids = made.compactMap { $0.json?.root["id"]?.string }.distinct
            if ids.count != 1 {
                run.fail(
                    Self.rule, ask, expected: "one object", got: "\(ids.count) objects", spec: question.key.location)
            }
        }
    }
}
