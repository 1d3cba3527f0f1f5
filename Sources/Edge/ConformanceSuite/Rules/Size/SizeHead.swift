import APISpec

/// The limits on a whole head, whatever fills it.
struct SizeHead: Probe {
    static let rule = Rule(
        "size.head", "A head of more than request.head_bytes is refused with HEADERS_TOO_LARGE, never by a reset",
        basis: "request.head_bytes of limits.yaml, RFC 6585 section 5")

    func run(_ run: Run) async throws(Abort) {
        guard run.spec.limits != nil, let (one, identity) = run.plainest(secured: false) ?? run.plainest(secured: true)
        else {
            return run.skip(Self.rule, "heads", "the specification has no limits.yaml")
        }
        let limit = run.spec.contract.limits.request.headBytes
        let place = run.spec.location(ofLimit: "request", "head_bytes")
        let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
        for (what, isLarge, length) in [
            ("a field of half of head_bytes", false, limit / 2), ("a field of head_bytes", true, limit),
            ("a field of three times head_bytes", true, limit * 3),
        ] {
            var ask = run.ask(one, base, as: identity, what)
            ask.request.headers.append(("X-Filler", String(repeating: "f", count: length)))
            let bytes = ask.request.bytes(host: run.address.authority)
            let talk = try await run.hold([bytes], expecting: 1)
            run.check(Self.rule, one.title)
            let got =
                talk.answers.first?.summary ?? (talk.isClosed ? "a close without an answer" : "nothing within 5 s")
            if isLarge {
                let status = run.spec.status(of: "HEADERS_TOO_LARGE") ?? 431
                if talk.answers.first?.status != status || talk.answers.first?.errorCode != "HEADERS_TOO_LARGE" {
                    run.fail(Self.rule, ask, expected: "\(status) HEADERS_TOO_LARGE", got: got, spec: place)
                }
            } else if talk.answers.first.map({ 200..<300 ~= $0.status }) != true {
                run.fail(Self.rule, ask, expected: "2xx", got: got, spec: place)
            }
        }
    }
}
