import APISpec

/// Requests sent one behind the other on one connection, and what each is answered on its own.
struct PipelineTalk {
    /// Requests whose answers can be told apart by their status, the one that takes longest first.
    static func requests(_ run: Run) async throws(Abort) -> [Ask] {
        var asks: [Ask] = []
        if let (one, identity) = run.writer, let base = try await run.base(of: one, as: identity) {
            asks.append(run.ask(one, base, as: identity, "a creation"))
            var broken = asks[0]
            broken.request.body = Array("{".utf8)
            asks.append(broken)
        }
        let unknown = RawRequest(method: "GET", target: "/zz-not-declared", headers: [("Accept", "application/json")])
        asks.append(Ask(operation: nil, request: unknown, attempt: "an undeclared path", title: "pipelining"))
        for secured in [false, true] {
            guard let (one, identity) = run.plainest(secured: secured) else { continue }
            let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
            asks.append(run.ask(one, base, as: identity, "a read"))
            if secured { asks.append(run.ask(one, base, as: nil, "without a token")) }
        }
        return asks
    }

    /// Counts a check and compares: together they are answered as one by one, in their order.
    static func judge(_ rule: Rule, _ asks: [Ask], _ run: Run) async throws(Abort) {
        let host = run.address.authority
        var alone: [Int] = []
        for ask in asks {
            let isHead = ask.request.method == "HEAD"
            let talk = try await run.hold([ask.request.bytes(host: host)], heads: [isHead], expecting: 1)
            guard let answer = talk.answers.first else { return }
            alone.append(answer.status)
            try await remember(answer, ask, run)
        }
        let bytes = asks.flatMap { $0.request.bytes(host: host) }
        let talk = try await run.hold([bytes], heads: asks.map { $0.request.method == "HEAD" }, expecting: asks.count)
        run.check(rule, "pipelining")
        for (ask, answer) in zip(asks, talk.answers) { try await remember(answer, ask, run) }
        let got = talk.answers.map(\.status)
        guard alone != got || talk.fault != nil else { return }
        run.fail(
            raw: rule, "pipelining", asks.map { "\($0.request.method) \($0.request.target)" }.joined(separator: ", "),
            bytes, expected: "\(alone)", got: "\(got)\(talk.fault.map { ", then \($0)" } ?? "")")
    }

    private static func remember(_ answer: RawResponse, _ ask: Ask, _ run: Run) async throws(Abort) {
        guard answer.status == 201, let one = ask.operation, let identity = ask.identity else { return }
        try await run.remember(answer, "id", in: one.operation.path.text, as: identity)
    }
}
