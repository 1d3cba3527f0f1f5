import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// A change changes what it names, and nothing else, for good.
struct ReadChanged: Probe {
    static let rule = Rule(
        "read.changed", "A change changes what it names and leaves the rest, as its answer and the next reading show",
        basis: "x-echo, x-volatile, RFC 5789", fault: 114)

    func run(_ run: Run) async throws(Abort) {
        for question in ReadQuestion.all(Self.rule, run) {
            guard let patch = run.spec.item(of: question.creator, "PATCH"), !patch.echoes.isEmpty,
                let body = patch.jsonBody
            else {
                run.skip(
                    Self.rule, question.creator.title, "nothing changes it that has x-echo", .nothingToStandOn)
                continue
            }
            guard patch.allows(question.identity.role) else { continue }
            for example in body.examples {
                try await change(question, patch, to: example, run)
            }
        }
    }

    private func change(
        _ question: ReadQuestion, _ patch: JudgedOperation, to change: JSONValue, _ run: Run
    ) async throws(Abort) {
        guard let made = try await question.make(run), let before = made.body, let named = change.objectValue else {
            return
        }
        let path = "\(made.collection)/\(ParameterText.encoded(made.id))"
        var base = run.base(of: patch, as: question.identity, path: path)
        base.body = change
        let ask = run.ask(patch, base, as: question.identity, "an example, on what was made")
        guard let response = try await run.send(ask), run.expectSuccess(Self.rule, ask, response),
            let root = response.json?.root
        else { return }
        var wanted = before
        for (name, value) in named where patch.echoes.contains(where: { $0.name == name }) { wanted[name] = value }
        run.compare(Self.rule, ask, root, with: wanted, but: question.reader.volatile, "it was but for the change")
        let again = question.ask(made, "after it was changed", run)
        guard let read = try await run.send(again)?.json?.root else { return }
        run.compare(Self.rule, again, read, with: wanted, but: question.reader.volatile, "it was but for the change")
    }
}
