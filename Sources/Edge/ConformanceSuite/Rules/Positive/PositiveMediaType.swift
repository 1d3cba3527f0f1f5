import SchemaInstances
import APISpec

/// Each media type of an answer, asked for alone.
struct PositiveMediaType: Probe {
    static let rule = Rule(
        "positive.media-type", "Every declared media type of an answer can be had by Accept",
        basis: "content of the response, RFC 9110 section 12.5.1", fault: 204)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations
        where !run.touchesSession(one) && one.operation.id != run.spec.login?.operation.id {
            guard let identity = run.speaker(for: one) else {
                run.skip(Self.rule, one.title, "no user with a role of \(one.roleList)")
                continue
            }
            let types = one.successes.flatMap(\.mediaTypes).distinct
            for type in types where types.count > 1 && !type.contains("*") {
                guard let base = try await run.base(of: one, as: identity, fresh: !one.isSafe) else { break }
                try await ask(for: type, run.ask(one, base, as: identity, "Accept: \(type)"), run)
            }
        }
    }

    private func ask(for type: String, _ ask: Ask, _ run: Run) async throws(Abort) {
        var ask = ask
        ask.request = ask.request.with("Accept", type)
        guard let response = try await run.send(ask) else { return }
        if response.status == 406, let contradiction = ask.operation?.undescribed(type) {
            run.contradict(contradiction)
            return run.skip(Self.rule, ask.subject, "\(type) is not described by its schema")
        }
        let place = ask.operation?.location(of: "responses")
        guard run.expectSuccess(Self.rule, ask, response, because: place) else { return }
        if response.range?.name != type {
            run.fail(Self.rule, ask, expected: type, got: response.mediaType ?? "no Content-Type")
        }
    }
}
