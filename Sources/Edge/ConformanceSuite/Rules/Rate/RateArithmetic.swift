import APISpec

/// What is left, request by request.
struct RateArithmetic: Probe {
    static let rule = Rule(
        "rate.arithmetic", "Each request takes one: what RateLimit says is left falls by one, but for what comes back",
        basis: "draft-ietf-httpapi-ratelimit-headers section 4")

    private static let requests = 4

    func run(_ run: Run) async throws(Abort) {
        for burst in try await run.bursts(Self.rule) {
            await run.letRecover(burst.policy)
            let start = run.clock()
            var left: [Int] = []
            for _ in 0..<min(Self.requests, burst.policy.burst) {
                guard let response = try await run.sendUnpaced(burst.ask.request) else { break }
                if let remaining = RateHeaders.remaining(response["ratelimit"]) { left.append(remaining) }
            }
            run.noteCountedOut(burst.policy)
            guard !left.isEmpty else {
                run.skip(Self.rule, burst.policy.name, "the answers have no RateLimit field with r")
                continue
            }
            run.check(Self.rule, burst.policy.name)
            let regained = burst.regained(in: Double(run.clock() - start) / 1_000_000_000)
            guard let fault = Self.fault(left, burst: burst.policy.burst, regained: regained) else { continue }
            run.fail(
                Self.rule, burst.ask, expected: "r falls by one from at most \(burst.policy.burst - 1)", got: fault,
                spec: burst.location("q", run))
        }
    }

    /// What is wrong with the numbers that were left; nil where they fit.
    static func fault(_ left: [Int], burst: Int, regained: Int) -> String? {
        let shown = "r is \(left.map { String($0) }.joined(separator: ", "))"
        guard let first = left.first, let last = left.last else { return nil }
        let isInBounds = left.allSatisfy { 0..<burst ~= $0 }
        let fallsTooFar = zip(left, left.dropFirst()).contains { $1 < $0 - 1 }
        // After n requests at least n - 1 - regained are gone since the first.
        let fallsTooLittle = first - last < left.count - 1 - regained
        return isInBounds && !fallsTooFar && !fallsTooLittle ? nil : shown
    }
}
