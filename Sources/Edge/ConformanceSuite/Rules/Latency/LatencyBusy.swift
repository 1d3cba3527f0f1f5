import APISpec
import JSON

/// Work that goes on in the background does not hold up the cheapest answers.
struct LatencyBusy: Probe {
    static let rule = Rule(
        "latency.busy", "While work goes on, the operation with the tightest x-slo keeps it", basis: "x-slo")

    func run(_ run: Run) async throws(Abort) {
        let timed = run.spec.operations.filter {
            $0.isSafe && $0.operation.path.parameterNames.isEmpty && $0.operation.slo != nil
        }
        guard
            let one = timed.min(by: { $0.operation.slo?.p95Milliseconds ?? 0 < $1.operation.slo?.p95Milliseconds ?? 0 }
            ),
            let budget = one.operation.slo?.p95Milliseconds, let identity = run.caller(of: one) ?? run.identities.first
        else { return run.skip(Self.rule, "work", "no operation without path parameters has x-slo") }
        guard let maker = run.maker, try await begin(as: maker, run) else {
            return run.skip(Self.rule, one.title, "nothing that is made can be worked on")
        }
        var (times, noise): ([Double], [Double]) = ([], [])
        let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
        for turn in 0..<OrderStatistics.samples {
            if turn.isMultiple(of: 20), turn > 0 { _ = try await begin(as: maker, run) }
            guard let response = try await run.send(run.ask(one, base, as: identity, "while work goes on")) else {
                break
            }
            times.append(Double(response.nanoseconds) / 1_000_000)
            // What the machine adds is measured in the same moments, at the cheapest answer there is.
            if let idle = try await run.emptyAnswer() { noise.append(idle) }
        }
        run.check(Self.rule, one.title)
        switch OrderStatistics.judge(times, budget: Double(budget), noise: OrderStatistics.percentile95(noise)) {
        case .passed: break
        case .inconclusive(let why): run.doubt(Self.rule, one.title, why)
        case .failed(let got):
            run.fail(
                Self.rule, run.ask(one, base, as: identity, "\(times.count) requests while work goes on"),
                expected: "95 % within \(budget) ms", got: got, spec: one.node["x-slo"]?["p95_ms"]?.location)
        }
    }

    /// Makes what can be made by each example and begins the work on it; whether any has begun.
    private func begin(as identity: Identity, _ run: Run) async throws(Abort) -> Bool {
        var hasBegun = false
        for creator in run.spec.operations where creator.isCreator && creator.allows(identity.role) {
            guard creator.operation.id != run.spec.login?.operation.id, !run.touchesSession(creator) else { continue }
            for body in creator.jsonBody?.examples ?? [] {
                guard let made = try await run.make(creator, body, as: identity) else { continue }
                for (verb, ask) in run.actions(on: made, of: creator, as: identity) where verb != "cancel" {
                    if let response = try await run.send(ask), 200..<300 ~= response.status { hasBegun = true }
                }
            }
        }
        return hasBegun
    }
}

extension Run {
    /// Makes an object of this body.
    func make(_ creator: JudgedOperation, _ body: JSONValue, as identity: Identity) async throws(Abort) -> MadeObject? {
        var base = base(of: creator, as: identity, path: creator.operation.path.text)
        base.body = body
        guard let response = try await send(ask(creator, base, as: identity, "to see its events")),
            200..<300 ~= response.status
        else { return nil }
        return try await remember(response, "id", in: base.path, as: identity)
    }

    /// What can be done with an object by a POST without a body: the last segment of the path, and the question.
    func actions(on made: MadeObject, of creator: JudgedOperation, as identity: Identity) -> [(verb: String, ask: Ask)]
    {
        let prefix = "\(made.collection)/\(ParameterText.encoded(made.id))"
        return spec.actions(of: creator).filter { $0.operation.allows(identity.role) }.map { one, verb in
            let base = base(of: one, as: identity, path: "\(prefix)/\(verb)")
            return (verb, ask(one, base, as: identity, "to see its events"))
        }
    }
}
