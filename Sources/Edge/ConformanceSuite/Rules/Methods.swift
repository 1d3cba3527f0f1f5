import APISpec
import SchemaInstances

/// Methods that a path does not have, and the two that every path has.
struct Methods: Probe {
    static let undeclared = Rule(
        "method.undeclared", "A method that is not declared is refused with METHOD_NOT_ALLOWED and an exact Allow",
        basis: "paths, RFC 9110 section 15.5.6")
    static let head = Rule(
        "method.head", "HEAD answers as GET does, without the body", basis: "RFC 9110 section 9.3.2", level: .should)
    static let options = Rule(
        "method.options", "OPTIONS answers with the methods of the path", basis: "RFC 9110 section 9.3.7",
        level: .should)

    let rules = [undeclared, head, options]

    func run(_ run: Run) async throws(Abort) {
        for path in run.spec.operations.map(\.operation.path).distinct {
            let here = run.spec.operations.filter { $0.operation.path == path }
            guard let first = here.first else { continue }
            let identity = run.caller(of: first) ?? run.identities.first
            let target = run.anyPath(of: first)
            let methods = Set(here.map(\.operation.method))
            for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"] where !methods.contains(method)
            {
                try await undeclared(method, target, methods, path.text, here, as: identity, run)
            }
            try await options(target, methods, path.text, here, as: identity, run)
            if let get = here.first(where: { $0.operation.method == "GET" }) { try await head(get, run) }
        }
    }

    private func undeclared(
        _ method: String, _ target: String, _ methods: Set<String>, _ title: String, _ here: [JudgedOperation],
        as identity: Identity?, _ run: Run
    ) async throws(Abort) {
        var request = RawRequest(method: method, target: target, headers: [("Accept", "application/json")])
        if let authorization = identity?.authorization, here.contains(where: { $0.roles != nil }) {
            request.headers.append(authorization)
        }
        let ask = Ask(operation: nil, request: request, attempt: method, identity: identity, title: title)
        guard let response = try await run.send(ask) else { return }
        guard run.expect("METHOD_NOT_ALLOWED", Self.undeclared, ask, response, because: here.first?.location) else {
            return
        }
        judge(response, ask, methods, Self.undeclared, here, run)
    }

    private func options(
        _ target: String, _ methods: Set<String>, _ title: String, _ here: [JudgedOperation], as identity: Identity?,
        _ run: Run
    ) async throws(Abort) {
        guard !methods.contains("OPTIONS") else { return }
        let request = RawRequest(method: "OPTIONS", target: target)
        let ask = Ask(operation: nil, request: request, attempt: "OPTIONS", title: title)
        guard let response = try await run.send(ask) else { return }
        run.check(Self.options, ask)
        guard 200..<300 ~= response.status else {
            return run.fail(Self.options, ask, expected: "2xx", got: response.summary, spec: here.first?.location)
        }
        judge(response, ask, methods, Self.options, here, run)
    }

    /// Allow names what is declared; HEAD and OPTIONS may come with it.
    private func judge(
        _ response: RawResponse, _ ask: Ask, _ methods: Set<String>, _ rule: Rule, _ here: [JudgedOperation], _ run: Run
    ) {
        let text = response.all("allow").joined(separator: ",")
        let named = Set(text.split(separator: ",").map { $0.filter { $0 != " " } })
        let extra = named.subtracting(methods).subtracting(methods.contains("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"])
        guard !methods.isSubset(of: named) || !extra.isEmpty else { return }
        run.fail(
            rule, ask, expected: "Allow: \(methods.sorted().joined(separator: ", "))",
            got: text.isEmpty ? "no Allow" : "Allow: \(text)", spec: here.first?.location)
    }

    private func head(_ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard let identity = run.caller(of: one) ?? run.identities.first,
            let base = try await run.base(of: one, as: identity)
        else { return run.skip(Self.head, one.title, "no object to ask about") }
        let get = run.ask(one, base, as: identity, "GET")
        var ask = get
        ask.request.method = "HEAD"
        ask.attempt = "HEAD"
        guard let full = try await run.send(get), let short = try await run.send(ask) else { return }
        run.check(Self.head, ask)
        let wanted = "\(full.status) with \(full.mediaType ?? "no content")"
        let got = "\(short.status) with \(short.mediaType ?? "no content")"
        if wanted != got { run.fail(Self.head, ask, expected: "\(wanted), as GET", got: got) }
        // A body behind the answer to HEAD would be read as the next answer.
        if let next = try await run.send(get), next.status != full.status {
            run.fail(Self.head, ask, expected: "no body behind HEAD", got: "\(next.status) on the next request")
        }
    }
}
