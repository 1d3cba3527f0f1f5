import APISpec
import JSON

/// What a request holds never becomes markup or a header field of the answer.
struct EncodingReflection: Probe {
    static let rule = Rule(
        "encoding.reflection", "What a refused request holds comes back as data, never as markup and never as a field",
        basis: "RFC 9110 section 5.5, CWE-79, CWE-113")

    private static let mark = "<zz9q onload=alert(1)>"
    private static let encoded = "%3Czz9q%20onload=alert(1)%3E"
    private static let split = "%0d%0aX-Zz9q:%201"

    func run(_ run: Run) async throws(Abort) {
        let prefix =
            run.spec.operations.lazy.compactMap { one -> String? in
                guard case .literal(let text)? = one.operation.path.segments.first else { return nil }
                return "/\(text)"
            }.first ?? ""
        var asks: [Ask] = []
        for (what, target) in [
            ("markup in the path", "\(prefix)/\(Self.encoded)"),
            ("markup in the query", "\(prefix)/zz?q=\(Self.encoded)"),
            ("a line break in the path", "\(prefix)/zz\(Self.split)"),
            ("a line break in the query", "\(prefix)/zz?q=\(Self.split)"),
        ] {
            for accept in ["text/html,*/*", "application/json"] {
                let request = RawRequest(method: "GET", target: target, headers: [("Accept", accept)])
                asks.append(
                    Ask(operation: nil, request: request, attempt: "\(what), Accept: \(accept)", title: "refusals"))
            }
        }
        if let (one, identity) = run.writer, let base = try await run.base(of: one, as: identity) {
            var ask = run.ask(one, base, as: identity, "markup for a member's name")
            ask.request.body = Array("{\"\(Self.mark)\": 1}".utf8)
            asks.append(ask)
            ask = run.ask(one, base, as: identity, "markup for the Content-Type")
            ask.request = ask.request.with("Content-Type", "text/\(Self.mark.filter { $0 != " " })")
            asks.append(ask)
        }
        for ask in asks {
            guard let response = try await run.send(ask) else { continue }
            run.check(Self.rule, ask)
            if let fault = Self.fault(response) {
                run.fail(Self.rule, ask, expected: "data of a JSON body", got: fault)
            }
        }
    }

    /// How the mark came back where it must not; nil where all is well.
    static func fault(_ response: RawResponse) -> String? {
        if response["x-zz9q"] != nil { return "a header field of the caller's" }
        if let field = response.headers.first(where: { $0.value.contains("<zz9q") }) {
            return "markup in \(field.name)"
        }
        let text = String(decoding: response.body, as: UTF8.self)
        guard text.contains("<zz9q"), !response.isJSON else { return nil }
        return "markup in \(response.mediaType ?? "a body of no Content-Type")"
    }
}
