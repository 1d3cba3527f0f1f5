import APISpec
import JSON

/// A list of one page takes no longer because more is stored.
struct LatencyGrowth: Probe {
    static let rule = Rule(
        "latency.growth", "A list does not slow with what is stored so that 10,000 objects break x-slo.p95_ms",
        basis: "x-slo")

    private static let samples = 24
    private static let more = 120
    /// As many objects as the budget must hold for.
    private static let many = 10_000.0

    func run(_ run: Run) async throws(Abort) {
        for list in run.spec.operations
        where list.operation.method == "GET" && list.operation.path.parameterNames.isEmpty {
            guard let budget = list.operation.slo?.p95Milliseconds,
                let creator = run.operation("POST", at: list.operation.path.text),
                creator.isCreator, run.operation("DELETE", at: list.operation.path.text + "/x") == nil,
                let identity = run.identities.first(where: { creator.allows($0.role) && list.allows($0.role) })
            else { continue }
            let before = try await times(list, identity, run)
            var made = 0
            for _ in 0..<Self.more {
                if try await run.make(creator, "id", in: list.operation.path.text, as: identity) != nil { made += 1 }
            }
            let after = try await times(list, identity, run)
            guard made == Self.more, before.count == Self.samples, after.count == Self.samples else {
                run.doubt(
                    Self.rule, list.title,
                    "\(made) of \(Self.more) objects made, \(before.count) and \(after.count) samples")
                continue
            }
            run.check(Self.rule, list.title)
            guard let fault = Self.fault(before, after, more: made, budget: Double(budget)) else { continue }
            let ask = run.ask(
                list, run.base(of: list, as: identity, path: list.operation.path.text), as: identity,
                "\(made) objects more")
            run.fail(
                Self.rule, ask, expected: "95 % within \(budget) ms with 10000 objects", got: fault,
                spec: list.node["x-slo"]?["p95_ms"]?.location)
        }
    }

    private func times(_ list: JudgedOperation, _ identity: Identity, _ run: Run) async throws(Abort) -> [Double] {
        var times: [Double] = []
        let base = run.base(of: list, as: identity, path: list.operation.path.text)
        for _ in 0..<Self.samples {
            guard let response = try await run.send(run.ask(list, base, as: identity, "to measure")) else { break }
            times.append(Double(response.nanoseconds) / 1_000_000)
        }
        return times
    }

    /// What the growth amounts to, where it is no chance and would break the budget; else nil.
    ///
    /// - Parameter more: how many objects lie between the two samples, in milliseconds.
    static func fault(_ before: [Double], _ after: [Double], more: Int, budget: Double) -> String? {
        guard RankSum.probability(before, below: after) < 0.000_1 else { return nil }
        let (low, high) = (RankSum.median(before), RankSum.median(after))
        let expected = low + (high - low) / Double(more) * many
        // The growth must exceed the spread of the samples, or a busier machine would look like a longer list.
        let spread = RankSum.median(before.map { abs($0 - low) })
        guard expected > budget, high - low > 4 * spread, high > 2 * low else { return nil }
        return "a median of \(Report.tenths(low)) ms before and \(Report.tenths(high)) ms after \(more) objects"
    }
}
