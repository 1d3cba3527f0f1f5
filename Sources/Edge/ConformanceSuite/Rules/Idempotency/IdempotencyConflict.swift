import APISpec
import SchemaInstances

/// Another request under the same key.
struct IdempotencyConflict: Probe {
    static let rule = Rule(
        "idempotency.conflict", "Another request under the same key is refused with the code that x-idempotency names",
        basis: "x-idempotency.conflict")

    func run(_ run: Run) async throws(Abort) {
        for question in IdempotencyQuestion.all(Self.rule, run) {
            let key = "conflict-" + run.newWord(16)
            let first = question.ask(key, "a new key", run)
            guard let one = try await run.send(first), 200..<300 ~= one.status else { continue }
            _ = try await question.id(of: one, as: question.identity, run)
            let other = question.ask(key, "the same key with another body", run, changed: true)
            guard other.request.body != first.request.body else {
                run.skip(
                    Self.rule, question.operation.title, "the specification shows one body only", .nothingToStandOn)
                continue
            }
            guard let two = try await run.send(other) else { continue }
            if run.expect(question.idempotency.conflict, Self.rule, other, two, because: question.place) { continue }
            if two.status == 201 { _ = try await question.id(of: two, as: question.identity, run) }
        }
    }
}
