import APISpec
import JSON
import SchemaInstances

/// What a configuration file does not allow is refused.
struct InputInvalid: Probe {
    static let rule = Rule(
        "input.invalid", "A value that breaks one keyword of a configuration file is refused with VALIDATION_ERROR",
        basis: "input_schema of agents.yaml, credentials and settings of integrations.yaml", fault: 206)

    func run(_ run: Run) async throws(Abort) {
        for input in ConfiguredInput.all(run) {
            guard let start = input.full else {
                run.skip(Self.rule, input.creator.title, "no value of \(input.member) of \(input.title) can be made")
                continue
            }
            for variant in Violations().variants(of: start.filled(from: input.schema), input.schema)
            where !input.accepts(variant.value) {
                let identity = run.nextCaller(of: input.creator, insteadOf: input.identity)
                let ask = input.ask(
                    variant.value, as: identity, "\(variant.keyword) of \(variant.pointer): \(variant.what)", run)
                guard let response = try await run.send(ask) else { continue }
                run.expect("VALIDATION_ERROR", Self.rule, ask, response, because: variant.location)
                if response.status == 201 {
                    try await run.remember(response, "id", in: input.creator.operation.path.text, as: identity)
                }
            }
        }
    }
}
