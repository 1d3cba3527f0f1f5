import APISpec
import JSON

/// JSON is JSON: UTF-8, no duplicate names, no NaN, no byte order mark.
struct ResponseJSON: Watch {
    static let rule = Rule(
        "response.json", "A JSON body keeps to RFC 8259, names unique", basis: "RFC 8259", fault: 200)
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.response.isJSON, exchange.ask.request.method != "HEAD", !exchange.hasNoContent else { return }
        run.check(Self.rule, exchange.ask)
        do {
            _ = try Document.json(exchange.response.body, limits: .init(bytes: 64 << 20, depth: 512, nodes: 10_000_000))
        } catch {
            run.fail(
                Self.rule, exchange.ask, expected: "JSON",
                got: "\(error.message), line \(error.line) column \(error.column)"
            )
        }
    }
}
