import APISpec

/// A document that the caller has already.
struct ContentNotModified: Probe {
    static let rule = Rule(
        "content.not-modified", "Whoever has the document already is answered 304 without a body",
        basis: "ETag and 304 of the operation, RFC 9110 section 13.1.2")

    func run(_ run: Run) async throws(Abort) {
        let all = run.spec.operations.filter { $0.operation.method == "GET" && $0.declares(304) }
        if all.isEmpty { run.skip(Self.rule, "the specification", "no operation declares 304", .nothingToStandOn) }
        for one in all {
            guard let identity = run.speaker(for: one), let base = try await run.base(of: one, as: identity) else {
                run.skip(Self.rule, one.title, "nobody who may read it")
                continue
            }
            let first = run.ask(one, base, as: identity, "to have its ETag")
            guard let full = try await run.send(first), let tag = full["etag"] else { continue }
            for (what, value, wanted) in [
                ("its own ETag", tag, 304), ("its ETag among others", "\"zz\", \(tag)", 304), ("*", "*", 304),
                ("another ETag", "\"zz\"", full.status),
            ] {
                var ask = run.ask(one, base, as: identity, "If-None-Match: \(what)")
                ask.request = ask.request.with("If-None-Match", value)
                guard let response = try await run.send(ask) else { continue }
                run.check(Self.rule, ask)
                if response.status != wanted {
                    run.fail(
                        Self.rule, ask, expected: "\(wanted)", got: response.summary,
                        spec: one.location(of: "responses"))
                }
            }
        }
    }
}
