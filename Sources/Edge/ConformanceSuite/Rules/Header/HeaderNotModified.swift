import APISpec

/// A tag names one state of what is read: as long as it holds, the answer is empty.
struct HeaderNotModified: Probe {
    static let rule = Rule(
        "header.not-modified",
        "If-None-Match with the ETag of the answer gives 304 without content, another tag the whole",
        basis: "RFC 9110 sections 8.8.3 and 13.1.2")

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where one.operation.method == "GET" {
            guard one.declares(304), !run.spec.isAnybodys,
                let identity = run.caller(of: one) ?? run.identities.first,
                let base = try await run.base(of: one, as: identity)
            else { continue }
            let plain = run.ask(one, base, as: identity, "without a tag")
            guard let whole = try await run.send(plain), whole.status == 200 else { continue }
            run.check(Self.rule, plain)
            guard let tag = whole["etag"] else {
                run.fail(Self.rule, plain, expected: "an ETag, since 304 is declared", got: "none")
                continue
            }
            for (what, value, status) in [
                ("its own tag", tag, 304), ("a list with its own tag", "\"zz\", \(tag)", 304), ("any tag", "*", 304),
                ("a weak form of its tag", tag.hasPrefix("W/") ? tag : "W/\(tag)", 304), ("another tag", "\"zz\"", 200),
            ] {
                var ask = plain
                ask.attempt = "If-None-Match with \(what)"
                ask.request = ask.request.with("If-None-Match", value)
                guard let response = try await run.send(ask) else { continue }
                run.check(Self.rule, ask)
                if response.status != status || (status == 304 && response["etag"] != tag) {
                    run.fail(
                        Self.rule, ask, expected: "\(status) with the ETag \(tag)",
                        got: "\(response.summary) with \(response["etag"] ?? "no ETag")",
                        spec: one.location(of: "responses"))
                }
            }
        }
    }
}
