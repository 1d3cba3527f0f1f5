import APISpec
import JSON
import JSONSchema

/// Every refusal, wherever it comes from, has the one body that the specification describes.
struct RefusalBody: Watch {
    let rule = Rule(
        "error.body", "Every refusal has a JSON body that fits components/schemas/Error",
        basis: "components/schemas/Error")
    let feeders = ["auth.missing-token", "path.*", "method.undeclared", "object.unknown"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.isRefusal, let schema = run.spec.contract.errors.bodySchema else { return }
        run.check(rule, exchange.ask)
        guard exchange.response.isJSON, let document = exchange.response.json else {
            run.fail(
                rule, exchange.ask, expected: "a JSON body",
                got: "\(exchange.response.status) with \(exchange.response.mediaType ?? "no Content-Type")",
                spec: schema.node.location)
            return
        }
        for violation in schema.violations(of: document.root, direction: .response, limit: 3) {
            let place = violation.instance.tokens.isEmpty ? "the body" : violation.instance.description
            run.fail(
                rule, exchange.ask, expected: "\(place) \(violation.message)", got: exchange.response.summary,
                spec: violation.schema)
        }
    }
}

/// The status in the body, the status of the answer and the status of the code agree.
struct RefusalStatus: Watch {
    let rule = Rule(
        "error.status", "status_code, the HTTP status and the status of the code in errors.yaml are one",
        basis: "errors.yaml")
    let feeders = ["auth.missing-token", "path.*", "method.undeclared", "object.unknown"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.isRefusal, let root = exchange.response.json?.root else { return }
        run.check(rule, exchange.ask)
        let status = exchange.response.status
        if let written = root["status_code"]?.int, written != status {
            run.fail(rule, exchange.ask, expected: "status_code \(status)", got: "status_code \(written)")
        }
        guard let code = root["error_code"]?.string else { return }
        guard let promised = run.spec.status(of: code) else {
            run.fail(
                rule, exchange.ask, expected: "a code of errors.yaml", got: code, spec: run.spec.errors?.location)
            return
        }
        if promised != status {
            run.fail(
                rule, exchange.ask, expected: "\(promised) for \(code)", got: "\(status)",
                spec: run.spec.location(ofCode: code))
        }
    }
}

/// An operation refuses with the codes it declares.
struct RefusalDeclared: Watch {
    let rule = Rule(
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
        run.check(rule, exchange.ask)
        if !one.operation.errorCodes.contains(code) {
            run.fail(
                rule, exchange.ask, expected: "a code of x-error-codes", got: exchange.response.summary,
                spec: one.location(of: "x-error-codes"))
        }
    }
}

/// Each answer has an id of its own, and a refusal says the same one in its body.
struct RequestID: Watch {
    let rule = Rule(
        "error.request-id", "request_id equals X-Request-ID, and no two answers share one", basis: "schema Error")
    let feeders = ["auth.missing-token", "path.*", "object.unknown"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard run.spec.contract.errors.bodySchema != nil, let id = exchange.response["x-request-id"] else { return }
        run.check(rule, exchange.ask)
        if !run.requestIDs.insert(id).inserted {
            run.fail(rule, exchange.ask, expected: "an X-Request-ID of its own", got: "\(id), which came before")
        }
        if exchange.isRefusal, let written = exchange.response.json?.root["request_id"]?.string, written != id {
            run.fail(rule, exchange.ask, expected: "request_id \(id), as X-Request-ID", got: "request_id \(written)")
        }
    }
}

extension Exchange {
    /// 4xx and 5xx with a body to judge.
    fileprivate var isRefusal: Bool { response.status >= 400 && ask.request.method != "HEAD" }
}
