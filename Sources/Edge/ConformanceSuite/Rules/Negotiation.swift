import APISpec

/// Bodies of a type that is not read, and answers of a type that is not made.
struct Negotiation: Probe {
    static let content = Rule(
        "content.wrong-type", "A body of an undeclared Content-Type is refused with UNSUPPORTED_MEDIA_TYPE",
        basis: "content of the body")
    static let accept = Rule(
        "content.not-acceptable", "An Accept field that leaves out every answer is refused with NOT_ACCEPTABLE",
        basis: "content of the responses")

    let rules = [content, accept]

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations {
            guard let identity = run.caller(of: one) ?? run.identities.first else { continue }
            let path = try await run.path(of: one, as: identity) ?? run.anyPath(of: one)
            let base = run.base(of: one, as: identity, path: path)
            try await types(one, base, as: identity, run)
            try await accepts(one, base, as: identity, run)
        }
    }

    private func types(_ one: JudgedOperation, _ base: Base, as identity: Identity, _ run: Run) async throws(Abort) {
        guard !one.bodies.isEmpty, base.body != nil else { return }
        guard one.operation.errorCodes.contains("UNSUPPORTED_MEDIA_TYPE") else {
            return run.skip(Self.content, one.title, "UNSUPPORTED_MEDIA_TYPE is not among its x-error-codes")
        }
        let declared = one.bodies.map(\.media.name)
        let types = ["text/plain", "application/xml", "application/x-www-form-urlencoded", "application/problem"]
        var rows = types.filter { !declared.contains($0) }.map { ("Content-Type: \($0)", String?.some($0), false) }
        rows.append(("no Content-Type", nil, false))
        rows.append(("charset utf-16", "\(declared[0]); charset=utf-16", false))
        rows.append(("Content-Encoding: gzip", declared[0], true))
        for (what, type, isEncoded) in rows {
            var ask = run.ask(one, base, as: identity, what)
            ask.request = ask.request.with("Content-Type", type)
            if isEncoded { ask.request.headers.append(("Content-Encoding", "gzip")) }
            guard let response = try await run.send(ask) else { continue }
            run.expect("UNSUPPORTED_MEDIA_TYPE", Self.content, ask, response, because: one.location(of: "requestBody"))
        }
    }

    private func accepts(_ one: JudgedOperation, _ base: Base, as identity: Identity, _ run: Run) async throws(Abort) {
        guard one.operation.errorCodes.contains("NOT_ACCEPTABLE") else {
            return run.skip(Self.accept, one.title, "NOT_ACCEPTABLE is not among its x-error-codes")
        }
        for text in ["application/x-not-declared", "text/html, image/*;q=0.5", "application/json;q=0"] {
            guard !one.successes.flatMap(\.mediaTypes).contains(where: text.contains) || text.hasSuffix("q=0") else {
                continue
            }
            guard
                text.hasPrefix("application/json") == false
                    || one.successes.flatMap(\.mediaTypes) == ["application/json"]
            else { continue }
            var ask = run.ask(one, base, as: identity, "Accept: \(text)")
            ask.request = ask.request.with("Accept", text)
            guard let response = try await run.send(ask) else { continue }
            run.expect("NOT_ACCEPTABLE", Self.accept, ask, response, because: one.location(of: "responses"))
        }
    }
}
