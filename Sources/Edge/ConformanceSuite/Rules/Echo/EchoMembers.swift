import APISpec
import JSON
import JSONSchema
import SchemaInstances

/// What was sent comes back as it was sent.
struct EchoMembers: Watch {
    static let rule = Rule("echo.members", "What is sent comes back equal", basis: "x-echo", fault: 200)
    let feeders = ["positive.example", "positive.boundary"]

    func judge(_ exchange: Exchange, _ run: Run) {
        let (ask, response) = (exchange.ask, exchange.response)
        guard let one = ask.operation, !one.echoes.isEmpty, 200..<300 ~= response.status,
            ask.request.method == one.operation.method, let sent = ask.request.json, let root = response.json?.root,
            // What is taken although its schema forbids it, need not come back as it was.
            one.jsonBody?.media.schema?.accepts(sent, direction: .request) != false
        else { return }
        for (name, place) in one.echoes {
            guard let wanted = sent[name] else { continue }
            run.check(Self.rule, ask)
            if root[name]?.isEqual(to: wanted) == true { continue }
            run.fail(
                Self.rule, ask, expected: "\"\(name)\": \(wanted.brief)",
                got: "\"\(name)\": \(root[name]?.brief ?? "nothing")", spec: place)
        }
    }
}

extension Node {
    /// The start of its JSON text, for findings.
    var brief: String {
        let text = String(decoding: jsonBytes, as: UTF8.self)
        return text.count > 120 ? text.prefix(120) + "…" : text
    }
}
