import APISpec
import JSON

/// Whoever may send the same request again is told when, and nobody else is.
struct ErrorRetryable: Watch {
    static let rule = Rule(
        "error.retryable", "A refusal has Retry-After if and only if its code is retryable",
        basis: "retryable of errors.yaml, RFC 9110 section 10.2.3")
    let feeders = ["auth.missing-token", "path.*", "method.undeclared", "object.*", "body.syntax"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.isRefusal, let code = exchange.response.errorCode,
            let promise = run.spec.errors?[code]?["retryable"]
        else { return }
        run.check(Self.rule, exchange.ask)
        let field = exchange.response["retry-after"]
        if (field != nil) == (promise.bool == true) { return }
        run.fail(
            Self.rule, exchange.ask,
            expected: promise.bool == true ? "Retry-After, since \(code) is retryable" : "no Retry-After with \(code)",
            got: field.map { "Retry-After: \($0)" } ?? "no Retry-After", spec: promise.location)
    }
}
