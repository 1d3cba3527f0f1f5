import APISpec
import JSON

/// An operation refuses with the codes it declares.
struct ErrorDeclared: Watch {
    static let rule = Rule(
        "error.declared", "A refusal of an operation has a code of its x-error-codes", basis: "x-error-codes")
    let feeders = ["auth.missing-token", "object.unknown", "body.*"]

    /// What can be refused before the operation is known is listed nowhere.
    private static let unlisted: Set<String> = [
        "NOT_FOUND", "METHOD_NOT_ALLOWED", "MALFORMED_REQUEST", "REQUEST_TIMEOUT", "URI_TOO_LONG",
        "HEADERS_TOO_LARGE", "UPGRADE_REQUIRED", "SERVICE_UNAVAILABLE", "PAYLOAD_TOO_LARGE",
    ]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.isRefusal, let one = exchange.ask.operation, let code = exchange.response.errorCode,
            !one.operation.errorCodes.isEmpty, !Self.unlisted.contains(code)
        else { return }
        run.check(Self.rule, exchange.ask)
        if !one.operation.errorCodes.contains(code) {
            run.fail(
                Self.rule, exchange.ask, expected: "a code of x-error-codes", got: exchange.response.summary,
                spec: one.location(of: "x-error-codes"))
        }
    }
}
