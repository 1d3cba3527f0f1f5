import APISpec
import JSON
import SchemaInstances

/// The same request under the same key is carried out once and answered alike.
struct RepeatReplay: Probe {
    static let rule = Rule(
        "repeat.replay", "The same request under the same Idempotency-Key is answered alike and carried out once",
        basis: "the parameter Idempotency-Key", fault: 200)

    func run(_ run: Run) async throws(Abort) {
        for question in try await KeyedQuestion.all(Self.rule, run) {
            let key = "A" + run.dice.word(20)
            let first = question.ask(key, nil, "for the first time", run)
            let second = question.ask(key, nil, "for the second time", run)
            guard let made = try await question.send(first, run), made.status < 300,
                let again = try await question.send(second, run)
            else { continue }
            compare(made, again, second, question, run)
            judgeMark(made, again, second, question, run)
            let other = question.ask(key.lowercased(), nil, "the key in small letters", run)
            if let answer = try await question.send(other, run), answer.status < 300 {
                run.check(Self.rule, other)
                if answer.location == made.location {
                    run.fail(
                        Self.rule, other, expected: "another object", got: made.location ?? "",
                        spec: question.key.location)
                }
            }
        }
    }

    private func compare(_ made: RawResponse, _ again: RawResponse, _ ask: Ask, _ question: KeyedQuestion, _ run: Run) {
        run.check(Self.rule, ask)
        func differ(_ what: String, _ wanted: String, _ got: String) {
            run.fail(
                Self.rule, ask, expected: "\(what) as the first time: \(wanted)", got: got, spec: question.key.location)
        }
        if made.status != again.status { return differ("status", "\(made.status)", again.summary) }
        if made.location != again.location { differ("Location", made.location ?? "none", again.location ?? "none") }
        if made.body != again.body {
            differ(
                "the body", String(decoding: made.body.prefix(200), as: UTF8.self),
                String(decoding: again.body.prefix(200), as: UTF8.self))
        }
    }

    private func judgeMark(
        _ made: RawResponse, _ again: RawResponse, _ ask: Ask, _ question: KeyedQuestion, _ run: Run
    ) {
        guard let mark = question.mark else { return }
        run.check(Self.rule, ask)
        if made[mark] != nil || again[mark] == nil {
            run.fail(
                Self.rule, ask, expected: "\(mark) in the second answer and not in the first",
                got: made[mark] != nil ? "in the first" : "in neither", spec: question.operation.location)
        }
    }
}

extension RawResponse {
    /// Where what was made can be read.
    var location: String? { self["location"] }
}
