import APISpec
import JSON

/// What was made is read as its creation answered it, twice.
struct ReadWritten: Probe {
    static let rule = Rule(
        "read.written", "What was made is read as its creation answered it", basis: "x-volatile", fault: 122)

    func run(_ run: Run) async throws(Abort) {
        for question in ReadQuestion.all(Self.rule, run) {
            guard !run.spec.isAnybodys else {
                run.skip(
                    Self.rule, question.creator.title, "no x-volatile says what may differ", .nothingToStandOn)
                continue
            }
            for body in question.creator.jsonBody?.examples ?? [] {
                guard let made = try await question.make(run, body), let wanted = made.body else { continue }
                for time in ["at once", "again"] {
                    let ask = question.ask(made, "what was made, \(time)", run)
                    guard let response = try await run.send(ask),
                        run.expectSuccess(Self.rule, ask, response), let root = response.json?.root
                    else { continue }
                    run.compare(
                        Self.rule, ask, root, with: wanted, but: question.reader.volatile, "the creation answered")
                }
            }
        }
    }
}
