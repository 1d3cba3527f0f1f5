import APISpec
import JSON

/// Each answer has an id of its own, and a refusal says the same one in its body.
struct ErrorRequestID: Watch {
    static let rule = Rule(
        "error.request-id", "request_id equals X-Request-ID, and no two answers share one", basis: "schema Error")
    let feeders = ["auth.missing-token", "path.*", "object.unknown"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard run.spec.contract.errors.bodySchema != nil, let id = exchange.response["x-request-id"] else { return }
        run.check(Self.rule, exchange.ask)
        if !run.requestIDs.insert(id).inserted {
            run.fail(Self.rule, exchange.ask, expected: "an X-Request-ID of its own", got: "\(id), which came before")
        }
        if exchange.isRefusal, let written = exchange.response.json?.root["request_id"]?.string, written != id {
            run.fail(
                Self.rule, exchange.ask, expected: "request_id \(id), as X-Request-ID", got: "request_id \(written)")
        }
    }
}
