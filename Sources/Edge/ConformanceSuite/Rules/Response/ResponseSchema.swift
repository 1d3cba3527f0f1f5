import APISpec
import JSON
import JSONSchema

/// The body of an answer fits the schema declared for its status.
struct ResponseSchema: Watch {
    static let rule = Rule(
        "response.schema", "The body fits the schema that is declared for the status", basis: "schema of the response",
        fault: 200)
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let declared = exchange.declared, let document = exchange.response.json,
            let media = exchange.response.range, let schema = declared.response.content(for: media)?.schema
        else { return }
        run.check(Self.rule, exchange.ask)
        for violation in schema.violations(of: document.root, direction: .response, limit: 3) {
            let place = violation.instance.tokens.isEmpty ? "the body" : violation.instance.description
            run.fail(
                Self.rule, exchange.ask, expected: "\(place) \(violation.message) (\(violation.keyword))",
                got: exchange.response.summary, spec: violation.schema)
        }
    }
}
