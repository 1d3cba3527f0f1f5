import APISpec

/// Bodies of a type that is not read.
struct ContentWrongType: Probe {
    static let rule = Rule(
        "content.wrong-type", "A body of an undeclared Content-Type is refused with UNSUPPORTED_MEDIA_TYPE",
        basis: "content of the body", fault: 206)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where !one.bodies.isEmpty {
            guard let identity = run.caller(of: one) ?? run.identities.first else { continue }
            guard one.operation.errorCodes.contains("UNSUPPORTED_MEDIA_TYPE") else {
                run.skip(
                    Self.rule, one.title, "UNSUPPORTED_MEDIA_TYPE is not among its x-error-codes", .nothingToStandOn)
                continue
            }
            let path = try await run.path(of: one, as: identity) ?? run.anyPath(of: one)
            let base = run.base(of: one, as: identity, path: path)
            if base.body != nil { try await types(one, base, as: identity, run) }
        }
    }

    private func types(_ one: JudgedOperation, _ base: Base, as identity: Identity, _ run: Run) async throws(Abort) {
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
            run.expect("UNSUPPORTED_MEDIA_TYPE", Self.rule, ask, response, because: one.location(of: "requestBody"))
        }
    }
}
