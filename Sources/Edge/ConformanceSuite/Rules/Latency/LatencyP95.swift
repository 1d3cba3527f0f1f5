import APISpec
import JSON

/// The promised response times, by order statistics: passed, failed, or not to be told from the noise.
struct LatencyP95: Probe {
    static let rule = Rule(
        "latency.p95", "95 of 100 answers come within x-slo.p95_ms", basis: "x-slo")

    private static let noiseSamples = 40

    func run(_ run: Run) async throws(Abort) {
        let noise = try await noise(run)
        for one in run.spec.operations {
            guard let budget = one.operation.slo?.p95Milliseconds else { continue }
            guard !run.touchesSession(one), let identity = run.caller(of: one) ?? run.identities.first else {
                run.skip(Self.rule, one.title, "it cannot be repeated")
                continue
            }
            let place = one.node["x-slo"]?["p95_ms"]?.location
            var times: [Double] = []
            var verdict = OrderStatistics.Verdict.inconclusive("")
            for count in OrderStatistics.stages {
                try await fill(one, to: count, as: identity, run)
                times = (run.times[one.operation.id] ?? []).map { Double($0) / 1_000_000 }
                verdict = OrderStatistics.judge(times, budget: Double(budget), noise: noise)
                guard case .inconclusive = verdict, times.count >= count else { break }
            }
            run.check(Self.rule, one.title)
            switch verdict {
            case .passed: break
            case .inconclusive(let why): run.doubt(Self.rule, one.title, why)
            case .failed(let got):
                let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
                let ask = run.ask(one, base, as: identity, "\(times.count) requests")
                run.fail(Self.rule, ask, expected: "95 % within \(budget) ms", got: got, spec: place)
            }
        }
    }

    /// Asks until there are so many samples; what the run has measured already counts.
    private func fill(
        _ one: JudgedOperation, to count: Int, as identity: Identity, _ run: Run
    ) async throws(Abort) {
        // Callers in turn, so that the limits of one do not slow the run.
        var callers = run.identities.filter { one.allows($0.role) }
        if callers.isEmpty { callers = [identity] }
        for turn in 0..<count * 2 where (run.times[one.operation.id]?.count ?? 0) < count {
            guard !callers.isEmpty else { return }
            let caller = callers[turn % callers.count]
            guard let base = try await run.base(of: one, as: caller, fresh: !one.isSafe) else {
                callers.removeAll { $0.user == caller.user }
                continue
            }
            let response = try await run.send(run.ask(one, base, as: caller, "to measure"))
            if let response, response.status == 201 {
                try await run.remember(response, "id", in: base.path, as: caller)
            }
        }
    }

    /// The 95th percentile of the cheapest answer there is, in milliseconds: what machine and network add.
    private func noise(_ run: Run) async throws(Abort) -> Double {
        var times: [Double] = []
        for _ in 0..<Self.noiseSamples {
            if let time = try await run.emptyAnswer() { times.append(time) }
        }
        return OrderStatistics.percentile95(times)
    }
}

extension Run {
    /// How long the cheapest answer there is takes, in milliseconds: what machine and network add to any other.
    func emptyAnswer() async throws(Abort) -> Double? {
        let request = RawRequest(method: "GET", target: "/zz-not-declared", headers: [("Accept", "application/json")])
        let ask = Ask(operation: nil, request: request, attempt: "to measure the noise", title: "undeclared paths")
        return try await send(ask).map { Double($0.nanoseconds) / 1_000_000 }
    }
}
