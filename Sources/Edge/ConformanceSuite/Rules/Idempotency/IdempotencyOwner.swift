import APISpec
import SchemaInstances

/// The key of somebody else.
struct IdempotencyOwner: Probe {
    static let rule = Rule(
        "idempotency.owner", "A key belongs to its caller: under that of another person one's own object is made",
        basis: "x-idempotency", fault: 306)

    func run(_ run: Run) async throws(Abort) {
        for question in IdempotencyQuestion.all(Self.rule, run) {
            guard
                let other = run.identities.first(where: {
                    question.operation.allows($0.role) && $0.user != question.identity.user
                })
            else {
                run.skip(Self.rule, question.operation.title, "it takes two users who may call it")
                continue
            }
            let key = "owner-" + run.newWord(16)
            guard let one = try await run.send(question.ask(key, "a new key", run)),
                let id = try await question.id(of: one, as: question.identity, run)
            else { continue }
            let ask = question.ask(key, "as \(other.role), the key of \(question.identity.role)", run, as: other)
            guard let two = try await run.send(ask), run.expectSuccess(Self.rule, ask, two, because: question.place)
            else { continue }
            if try await question.id(of: two, as: other, run) == id {
                run.fail(Self.rule, ask, expected: "another object", got: id, spec: question.place)
            }
        }
    }
}
