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
                if statuses.contains(status) {
                    run.check(Self.rule, "\(one.title) \(status)")
                } else {
                    run.skip(Self.rule, "\(one.title) \(status)", "no request of this suite led to it")
                }
            }
        }
    }
}
