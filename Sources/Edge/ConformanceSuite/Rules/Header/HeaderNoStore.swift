import APISpec
import JSON

/// No cache keeps a token.
struct HeaderNoStore: Watch {
    static let rule = Rule(
        "header.no-store", "An answer with an access token says Cache-Control: no-store", basis: "RFC 6749 section 5.1")
    let feeders = ["token.lifetime"]

    func judge(_ exchange: Exchange, _ run: Run) {
        guard 200..<300 ~= exchange.response.status, let root = exchange.response.json?.root,
            root.kind == .object, root["access_token"]?.string != nil
        else { return }
        run.check(rule, exchange.ask)
        let field = exchange.response.all("cache-control").joined(separator: ",").lowercased()
        if !field.split(separator: ",").contains(where: { $0.filter { $0 != " " } == "no-store" }) {
            run.fail(rule, exchange.ask, expected: "Cache-Control: no-store", got: field.isEmpty ? "none" : field)
        }
    }
}
