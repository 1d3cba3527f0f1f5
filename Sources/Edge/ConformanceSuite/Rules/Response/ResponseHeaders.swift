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
            let isNumber = !schema.acceptedKinds.contains(.string) && Int(text) != nil
            let value: JSONValue = isNumber ? .integer(Int(text) ?? 0) : .string(text)
            if let violation = schema.violations(of: Document(value).root, limit: 1).first {
                run.fail(
                    Self.rule, exchange.ask, expected: "\(header.name) \(violation.message)", got: text,
                    spec: violation.schema ?? header.location)
            }
        }
    }
}
