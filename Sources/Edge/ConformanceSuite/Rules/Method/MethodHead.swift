import APISpec

/// HEAD beside GET.
struct MethodHead: Probe {
    static let rule = Rule(
        "method.head", "HEAD answers as GET does, without the body", basis: "RFC 9110 section 9.3.2", level: .should)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where one.operation.method == "GET" {
            guard let identity = run.caller(of: one) ?? run.identities.first,
                let base = try await run.base(of: one, as: identity)
            else {
                run.skip(Self.rule, one.title, "no object to ask about")
                continue
            }
            try await compare(run.ask(one, base, as: identity, "GET"), run)
        }
    }

    private func compare(_ get: Ask, _ run: Run) async throws(Abort) {
        var ask = get
        ask.request.method = "HEAD"
        ask.attempt = "HEAD"
        guard let full = try await run.send(get), let short = try await run.send(ask) else { return }
        run.check(Self.rule, ask)
        let wanted = "\(full.status) with \(full.mediaType ?? "no content")"
        let got = "\(short.status) with \(short.mediaType ?? "no content")"
        if wanted != got { run.fail(Self.rule, ask, expected: "\(wanted), as GET", got: got) }
        if let (wanted, got) = try await otherLength(get, ask, run) {
            run.fail(Self.rule, ask, expected: "Content-Length: \(wanted)", got: "Content-Length: \(got)")
        }
        // A body behind the answer to HEAD would be read as the next answer.
        if let next = try await run.send(get), next.status != full.status {
            run.fail(Self.rule, ask, expected: "no body behind HEAD", got: "\(next.status) on the next request")
        }
    }

    /// The length that GET has and another that HEAD says (RFC 9110 section 9.3.2); nil where they agree once.
    ///
    /// An answer that changes from one request to the next, such as a figure with one digit more, is no departure: only
    /// what differs each time between two answers of one length is.
    private func otherLength(_ get: Ask, _ head: Ask, _ run: Run) async throws(Abort) -> (String, String)? {
        var found: (String, String)?
        for _ in 0..<3 {
            guard let before = try await run.send(get), let short = try await run.send(head),
                let after = try await run.send(get), let length = short["content-length"]
            else { return nil }
            guard before.body.count == after.body.count, length != "\(before.body.count)" else { return nil }
            found = ("\(before.body.count)", length)
        }
        return found
    }
}
