import SchemaInstances
import APISpec
import JSON

/// What a creation leaves out is answered with its default.
struct PositiveDefault: Watch {
    static let rule = Rule(
        "positive.default", "A member left out has its default in the answer", basis: "default in the body's schema",
        fault: 200)
    let feeders = ["positive.example"]

    func judge(_ exchange: Exchange, _ run: Run) {
        let (ask, response) = (exchange.ask, exchange.response)
        // In a document of anybody's, a member of the answer need not be that of the body. A PATCH leaves as it is what
        // it does not name (RFC 5789).
        guard !run.spec.isAnybodys, 200..<300 ~= response.status, ask.request.method != "PATCH",
            ask.request.method == ask.operation?.operation.method, let schema = ask.operation?.jsonBody?.schema,
            let answer = ask.operation?.response(for: response.status)?.jsonSchema, let root = response.json?.root,
            let body = ask.request.json
        else { return }
        for (name, member) in schema.properties {
            guard let wanted = member["default"], body[name] == nil, answer.property(name) != nil else { continue }
            run.check(Self.rule, ask)
            if root[name]?.isEqual(to: wanted) != true {
                let got = root[name].map { String(decoding: $0.jsonBytes, as: UTF8.self) } ?? "nothing"
                run.fail(
                    Self.rule, ask, expected: "\"\(name)\": \(String(decoding: wanted.jsonBytes, as: UTF8.self))",
                    got: "\"\(name)\": \(got)", spec: wanted.location)
            }
        }
    }
}
