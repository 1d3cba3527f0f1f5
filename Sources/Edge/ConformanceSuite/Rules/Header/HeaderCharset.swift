import APISpec
import JSON

/// JSON is UTF-8, and no parameter says otherwise.
struct HeaderCharset: Watch {
    static let rule = Rule(
        "header.charset", "The Content-Type of JSON names no other charset than UTF-8",
        basis: "RFC 8259 sections 8.1 and 11")
    let feeders = ["positive.*"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard exchange.response.isJSON, let text = exchange.response["content-type"] else { return }
        run.check(rule, exchange.ask)
        let parameters = text.split(separator: ";").dropFirst().map { $0.lowercased().filter { !" \"".contains($0) } }
        guard let charset = parameters.first(where: { $0.hasPrefix("charset=") }), charset != "charset=utf-8" else {
            return
        }
        run.fail(rule, exchange.ask, expected: "application/json", got: text)
    }
}
