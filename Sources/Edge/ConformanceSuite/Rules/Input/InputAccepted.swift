import APISpec
import JSON
import SchemaInstances

/// What a configuration file allows is taken.
struct InputAccepted: Probe {
    static let rule = Rule(
        "input.accepted", "A value that a configuration file allows, at the edge of every keyword, is accepted",
        basis: "input_schema of agents.yaml, credentials and settings of integrations.yaml", fault: 207)

    func run(_ run: Run) async throws(Abort) {
        for input in ConfiguredInput.all(run) {
            guard let start = input.full, let least = input.least else {
                run.skip(Self.rule, input.creator.title, "no value of \(input.member) of \(input.title) can be made")
                continue
            }
            try await accept(input, start, "everything", because: nil, run)
            try await accept(input, least, "the least", because: nil, run)
            for variant in Boundaries().variants(of: start, input.schema) where input.accepts(variant.value) {
                try await accept(
                    input, variant.value, "\(variant.pointer): \(variant.what)", because: variant.location, run)
            }
        }
    }

    private func accept(
        _ input: ConfiguredInput, _ value: JSONValue, _ what: String, because place: SourceLocation?, _ run: Run
    ) async throws(Abort) {
        let identity = run.nextCaller(of: input.creator, insteadOf: input.identity)
        let ask = input.ask(value, as: identity, what, run)
        guard let response = try await run.send(ask) else { return }
        if run.expectSuccess(Self.rule, ask, response, because: place), response.status == 201 {
            try await run.remember(response, "id", in: input.creator.operation.path.text, as: identity)
        }
    }
}
