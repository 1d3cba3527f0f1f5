import APISpec
import JSON

/// What was deleted is gone.
struct ReadDeleted: Probe {
    static let rule = Rule(
        "read.deleted", "What was deleted is answered as if it had never been", basis: "RFC 9110 section 9.3.5",
        fault: 113)

    static let asksWhatIsKept = true

    func run(_ run: Run) async throws(Abort) {
        for question in ReadQuestion.all(Self.rule, run) {
            guard let delete = run.spec.item(of: question.creator, "DELETE") else {
                run.skip(Self.rule, question.creator.title, "what it makes cannot be deleted", .nothingToStandOn)
                continue
            }
            guard delete.allows(question.identity.role), let made = try await question.make(run) else { continue }
            let path = "\(made.collection)/\(ParameterText.encoded(made.id))"
            let base = run.base(of: delete, as: question.identity, path: path)
            let removal = run.ask(delete, base, as: question.identity, "what was made")
            guard let response = try await run.send(removal), run.expectSuccess(Self.rule, removal, response) else {
                continue
            }
            run.objects.removeAll { $0.id == made.id }
            let ask = question.ask(made, "after it was deleted", run)
            guard let gone = try await run.send(ask) else { continue }
            run.expect(question.reader.absence(in: run.spec) ?? "NOT_FOUND", Self.rule, ask, gone)
        }
    }
}
