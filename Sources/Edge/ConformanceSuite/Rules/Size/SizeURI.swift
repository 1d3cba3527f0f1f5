import APISpec

/// A request target that is too long.
struct SizeURI: Probe {
    static let rule = Rule(
        "size.uri", "A request target over request.uri_bytes is refused with URI_TOO_LONG",
        basis: "request.uri_bytes of limits.yaml")

    func run(_ run: Run) async throws(Abort) {
        guard var long = run.headAsk(Self.rule) else { return }
        let limits = run.spec.contract.limits.request
        let missing = limits.uriBytes + 1 - long.request.target.utf8.count - 3
        guard missing > 0, limits.uriBytes + 1_024 < limits.headBytes else {
            return run.skip(Self.rule, "limits", "request.head_bytes is met before request.uri_bytes")
        }
        long.attempt = "a target of \(limits.uriBytes + 1) bytes"
        long.request.target += "?q=" + String(repeating: "q", count: missing)
        guard let response = try await run.send(long) else { return }
        run.expect(
            "URI_TOO_LONG", Self.rule, long, response, because: run.spec.location(ofLimit: "request", "uri_bytes"))
    }
}
