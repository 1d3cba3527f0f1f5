import APISpec
import JSON
import JSONSchema

/// Declared header fields: those required are there, and all fit their schema.
struct ResponseHeaders: Watch {
    static let rule = Rule(
        "response.headers", "Required header fields are there, and declared ones fit their schema",
        basis: "headers of the response", fault: 200)
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        for header in exchange.declared?.headers ?? [] {
            run.check(Self.rule, exchange.ask)
            guard let text = exchange.response[header.name] else {
                if header.isRequired {
                    run.fail(
                        Self.rule, exchange.ask, expected: "the field \(header.name)",
                        got: "\(exchange.response.status) without it", spec: header.location)
                }
                continue
            }
            guard let schema = header.schema else { continue }
            let values = ParameterText.values(text).map { Document($0).root }
            if values.contains(where: { schema.accepts($0, direction: .response) }) { continue }
            if let violation = schema.violations(of: values[values.count - 1], direction: .response, limit: 1).first {
                run.fail(
                    Self.rule, exchange.ask, expected: "\(header.name) \(violation.message)", got: text,
                    spec: violation.schema ?? header.location)
            }
        }
    }
}
