import APISpec
import JSON
import SchemaInstances

/// A key stands for one request of one caller, and for one that was carried out.
struct RepeatReuse: Probe {
    static let rule = Rule(
        "repeat.reuse", "A key with another body is refused, is free after a refusal, and is each caller's own",
        basis: "the parameter Idempotency-Key", fault: 200)

    func run(_ run: Run) async throws(Abort) {
        for question in try await KeyedQuestion.all(Self.rule, run) {
            try await otherBody(question, run)
            try await otherCaller(question, run)
            try await afterRefusal(question, run)
        }
    }

    private func otherBody(_ question: KeyedQuestion, _ run: Run) async throws(Abort) {
        guard let code = question.reuseCode(in: run.spec), let body = question.otherBody else {
            return run.skip(
                Self.rule, question.operation.title, "no code for it is declared, or no other body is known")
        }
        let key = run.dice.word(20)
        _ = try await question.send(question.ask(key, nil, "for the first time", run), run)
        let ask = question.ask(key, body, "the key with another body", run)
        guard let response = try await question.send(ask, run) else { return }
        run.expect(code, Self.rule, ask, response, because: question.key.location)
    }

    private func otherCaller(_ question: KeyedQuestion, _ run: Run) async throws(Abort) {
        let others = run.identities.filter { question.operation.allows($0.role) && $0.user != question.identity.user }
        guard let other = others.first else {
            return run.skip(Self.rule, question.operation.title, "one user alone may call it")
        }
        let key = run.dice.word(20)
        let first = try await question.send(question.ask(key, nil, "for the first time", run), run)
        let ask = question.ask(key, nil, as: other, "the same key of somebody else", run)
        guard let made = first, let response = try await question.send(ask, as: other, run) else { return }
        guard run.expectSuccess(Self.rule, ask, response, because: question.key.location) else { return }
        if made.body == response.body || (made.location != nil && made.location == response.location) {
            run.fail(
                Self.rule, ask, expected: "an object of their own", got: "that of \(question.identity.user.username)",
                spec: question.key.location)
        }
    }

    private func afterRefusal(_ question: KeyedQuestion, _ run: Run) async throws(Abort) {
        let key = run.dice.word(20)
        let refused = try await run.send(question.ask(key, ["zz_unknown": true], "an invalid body", run))
        guard let refused, 400..<500 ~= refused.status else { return }
        let ask = question.ask(key, nil, "the key of a refused request", run)
        guard let response = try await question.send(ask, run) else { return }
        run.expectSuccess(Self.rule, ask, response, because: question.key.location)
    }
}
