import APISpec
import JSON

/// The status in the body, the status of the answer and the status of the code agree.
struct ErrorStatus: Watch {
    static let rule = Rule(
        "error.status", "status_code, the HTTP status and the status of the code in errors.yaml are one",
        basis: "errors.yaml")
    let feeders = ["auth.missing-token", "path.*", "method.undeclared", "object.unknown"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.isRefusal, let root = exchange.response.json?.root else { return }
        guard root["status_code"] != nil || root["error_code"] != nil else { return }
        run.check(Self.rule, exchange.ask)
        let status = exchange.response.status
        if let written = root["status_code"]?.int, written != status {
            run.fail(Self.rule, exchange.ask, expected: "status_code \(status)", got: "status_code \(written)")
        }
        // Only an errors.yaml says which status a code has.
        guard !run.spec.isAnybodys, let code = root["error_code"]?.string else { return }
        guard let promised = run.spec.status(of: code) else {
            run.fail(
                Self.rule, exchange.ask, expected: "a code of errors.yaml", got: code, spec: run.spec.errors?.location)
            return
        }
        if promised != status {
            run.fail(
                Self.rule, exchange.ask, expected: "\(promised) for \(code)", got: "\(status)",
                spec: run.spec.location(ofCode: code))
        }
    }
}
