import APISpec

/// How many requests one connection carries, by counting.
struct SizeRequests: Probe {
    static let rule = Rule(
        "size.requests",
        "A connection carries connection.requests_per_connection requests, and its last answer says close",
        basis: "connection.requests_per_connection of limits.yaml, RFC 9112 section 9.6")

    /// Larger limits are not counted out.
    private static let most = 5_000

    func run(_ run: Run) async throws(Abort) {
        let limit = run.spec.contract.limits.connection.requestsPerConnection
        guard run.spec.limits != nil, limit <= Self.most else {
            return run.skip(Self.rule, "connections", "no limits.yaml, or more than \(Self.most) requests")
        }
        // What is not there takes from no rate limit.
        let one = RawRequest(method: "HEAD", target: "/zz-not-declared").bytes(host: run.address.authority)
        let bytes = [[UInt8]](repeating: one, count: limit + 1).flatMap { $0 }
        let talk = try await run.hold(
            [bytes], heads: [Bool](repeating: true, count: limit + 1), expecting: limit + 1, milliseconds: 20_000)
        run.check(Self.rule, "connections")
        let closing = talk.answers.firstIndex { $0["connection"]?.lowercased() == "close" }.map { $0 + 1 }
        if talk.answers.count != limit || closing != limit || !talk.isClosed {
            let end = closing.map { "close in answer \($0)" } ?? "no answer that says close"
            run.fail(
                raw: Self.rule, "connections", "\(limit + 1) requests on one connection", one,
                expected: "\(limit) answers, close in the last", got: "\(talk.answers.count) answers, \(end)",
                spec: run.spec.location(ofLimit: "connection", "requests_per_connection"))
        }
    }
}
