import APISpec
import JSON
import JSONSchema

/// The Content-Type of an answer is one that the operation declares for its status.
struct ResponseMediaType: Watch {
    let rule = Rule(
        "response.media-type", "The Content-Type is one that is declared for the status",
        basis: "content of the response")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let declared = exchange.declared, exchange.ask.request.method != "HEAD" else { return }
        run.check(rule, exchange.ask)
        let got = exchange.response.mediaType
        let isEmpty = declared.mediaTypes.isEmpty && exchange.response.body.isEmpty
        if isEmpty || exchange.response.range.flatMap({ declared.response.content(for: $0) }) != nil { return }
        // How a refusal looks that is not declared is the server's own affair.
        if run.spec.isAnybodys, exchange.response.status >= 400, declared.mediaTypes.isEmpty { return }
        run.fail(
            rule, exchange.ask,
            expected: declared.mediaTypes.isEmpty ? "no content" : declared.mediaTypes.joined(separator: " or "),
            got: "\(exchange.response.status) with \(got ?? "no Content-Type")", spec: declared.location)
    }
}

/// JSON is JSON: UTF-8, no duplicate names, no NaN, no byte order mark.
struct StrictJSON: Watch {
    let rule = Rule("response.json", "A JSON body keeps to RFC 8259, names unique", basis: "RFC 8259")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.response.isJSON, exchange.ask.request.method != "HEAD" else { return }
        run.check(rule, exchange.ask)
        do {
            _ = try Document.json(exchange.response.body, limits: .init(bytes: 64 << 20, depth: 512, nodes: 10_000_000))
        } catch {
            run.fail(
                rule, exchange.ask, expected: "JSON", got: "\(error.message), line \(error.line) column \(error.column)"
            )
        }
    }
}

/// The body of an answer fits the schema declared for its status.
struct ResponseSchema: Watch {
    let rule = Rule(
        "response.schema", "The body fits the schema that is declared for the status", basis: "schema of the response")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard let declared = exchange.declared, let document = exchange.response.json,
            let media = exchange.response.range, let schema = declared.response.content(for: media)?.schema
        else { return }
        run.check(rule, exchange.ask)
        for violation in schema.violations(of: document.root, direction: .response, limit: 3) {
            let place = violation.instance.tokens.isEmpty ? "the body" : violation.instance.description
            run.fail(
                rule, exchange.ask, expected: "\(place) \(violation.message) (\(violation.keyword))",
                got: exchange.response.summary, spec: violation.schema)
        }
    }
}

/// Declared header fields: those required are there, and all fit their schema.
struct ResponseHeaders: Watch {
    let rule = Rule(
        "response.headers", "Required header fields are there, and declared ones fit their schema",
        basis: "headers of the response")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        for header in exchange.declared?.headers ?? [] {
            run.check(rule, exchange.ask)
            guard let text = exchange.response[header.name] else {
                if header.isRequired {
                    run.fail(
                        rule, exchange.ask, expected: "the field \(header.name)",
                        got: "\(exchange.response.status) without it", spec: header.location)
                }
                continue
            }
            guard let schema = header.schema else { continue }
            let isNumber = !schema.acceptedKinds.contains(.string) && Int(text) != nil
            let value: JSONValue = isNumber ? .integer(Int(text) ?? 0) : .string(text)
            if let violation = schema.violations(of: Document(value).root, limit: 1).first {
                run.fail(
                    rule, exchange.ask, expected: "\(header.name) \(violation.message)", got: text,
                    spec: violation.schema ?? header.location)
            }
        }
    }
}

extension Exchange {
    /// The declared response, unless the question was put with another method than the operation's.
    var declared: JudgedResponse? {
        guard let one = ask.operation, ask.request.method == one.operation.method || ask.request.method == "HEAD"
        else { return nil }
        return one.response(for: response.status)
    }
}
