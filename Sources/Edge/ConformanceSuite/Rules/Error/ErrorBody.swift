import APISpec
import JSON
import JSONSchema

/// Every refusal, wherever it comes from, has the one body that the specification describes.
struct ErrorBody: Watch {
    static let rule = Rule(
        "error.body", "Every refusal has a JSON body that fits components/schemas/Error",
        basis: "components/schemas/Error", fault: 200)
    let feeders = ["auth.missing-token", "path.*", "method.undeclared", "object.unknown"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.isRefusal, let schema = run.spec.contract.errors.bodySchema else { return }
        run.check(Self.rule, exchange.ask)
        guard exchange.response.isJSON, let document = exchange.response.json else {
            run.fail(
                Self.rule, exchange.ask, expected: "a JSON body",
                got: "\(exchange.response.status) with \(exchange.response.mediaType ?? "no Content-Type")",
                spec: schema.node.location)
            return
        }
        for violation in schema.violations(of: document.root, direction: .response, limit: 3) {
            let place = violation.instance.tokens.isEmpty ? "the body" : violation.instance.description
            run.fail(
                Self.rule, exchange.ask, expected: "\(place) \(violation.message)", got: exchange.response.summary,
                spec: violation.schema)
        }
    }
}

extension Exchange {
    /// 4xx and 5xx with a body to judge.
    var isRefusal: Bool { response.status >= 400 && ask.request.method != "HEAD" }
}
