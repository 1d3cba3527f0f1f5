import APISpec

/// Which declared 2xx statuses were seen; what was not seen is listed.
struct CodesReached: Probe {
    static let rule = Rule(
        "codes.reached", "Every declared 2xx status was reached in this run", basis: "responses of the operation")

    func run(_ run: Run) async throws(Abort) {
        guard run.selection.isWhole else {
            return run.skip(Self.rule, "all operations", "only a part of the rules was run")
        }
        for one in run.spec.operations {
            let statuses = run.seenStatuses[one.operation.id] ?? []
            for status in one.successes.compactMap(\.response.status) {
                var isReached = statuses.contains(status)
                if !isReached { isReached = try await prefer(status, one, run) }
                if isReached {
                    run.check(Self.rule, "\(one.title) \(status)")
                } else {
                    run.skip(Self.rule, "\(one.title) \(status)", "no request of this suite led to it")
                }
            }
        }
    }

    /// Asks a document's mock for the status (RFC 7240); a server that knows no such preference answers as always.
    private func prefer(_ status: Int, _ one: JudgedOperation, _ run: Run) async throws(Abort) -> Bool {
        guard run.spec.isAnybodys, let identity = run.caller(of: one),
            let base = try await run.base(of: one, as: identity, fresh: !one.isSafe)
        else { return false }
        var ask = run.ask(one, base, as: identity, "Prefer: code=\(status)")
        ask.request = ask.request.with("Prefer", "code=\(status)")
        return try await run.send(ask)?.status == status
    }
}
