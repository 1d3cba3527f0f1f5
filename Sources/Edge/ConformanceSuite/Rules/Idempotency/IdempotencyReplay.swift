import APISpec
import JSON
import SchemaInstances

/// The same request under the same key.
struct IdempotencyReplay: Probe {
    static let rule = Rule(
        "idempotency.replay", "The same request under the same key makes nothing, and is answered as the first time",
        basis: "x-idempotency, draft-ietf-httpapi-idempotency-key-header")

    func run(_ run: Run) async throws(Abort) {
        for question in IdempotencyQuestion.all(Self.rule, run) {
            let key = "replay-" + run.newWord(16)
            let first = question.ask(key, "a new key", run)
            guard let one = try await run.send(first),
                run.expectSuccess(Self.rule, first, one, because: question.place),
                let id = try await question.id(of: one, as: question.identity, run)
            else { continue }
            if let name = question.idempotency.replayed, one[name] != nil {
                run.fail(
                    Self.rule, first, expected: "no \(name)", got: "\(name): \(one[name] ?? "")", spec: question.place)
            }
            let again = question.ask(key, "the same key with the same body", run)
            guard let two = try await run.send(again), run.expectSuccess(Self.rule, again, two, because: question.place)
            else { continue }
            judge(two, again, id, like: one, question, run)
        }
    }

    private func judge(
        _ two: RawResponse, _ ask: Ask, _ id: String, like one: RawResponse, _ question: IdempotencyQuestion, _ run: Run
    ) {
        if two.status != one.status || two.json.map({ JSONValue($0.root) }) != one.json.map({ JSONValue($0.root) }) {
            run.fail(
                Self.rule, ask, expected: "the answer of the first time, about \(id)",
                got: "\(two.status), about \(two.json?.root["id"]?.string ?? "nothing")", spec: question.place)
        }
        if let name = question.idempotency.replayed, two[name] != "true" {
            run.fail(
                Self.rule, ask, expected: "\(name): true", got: two[name].map { "\(name): \($0)" } ?? "no \(name)",
                spec: question.place)
        }
    }
}
