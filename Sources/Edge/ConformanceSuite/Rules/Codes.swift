import APISpec

/// Which declared codes and statuses were seen; what was not seen is listed with the reason.
struct Codes: Probe {
    static let produced = Rule(
        "codes.produced", "Every declared error code was produced in this run", basis: "x-error-codes")
    static let reached = Rule(
        "codes.reached", "Every declared 2xx status was reached in this run", basis: "responses of the operation")

    let rules = [produced, reached]

    private static let reasons = [
        "INTERNAL_ERROR": "it takes a fault of the server",
        "SERVICE_UNAVAILABLE": "it takes an overloaded or stopping server",
        "DEADLINE_EXCEEDED": "it takes work that outlasts x-deadline-ms",
        "RATE_LIMIT_EXCEEDED": "the limit is counted on one operation of each category",
    ]

    func run(_ run: Run) async throws(Abort) {
        guard run.wanted.isEmpty else {
            for rule in rules { run.skip(rule, "all operations", "only a part of the rules was run") }
            return
        }
        for one in run.spec.operations {
            let seen = run.seenCodes[one.operation.id] ?? []
            for code in one.operation.errorCodes {
                if seen.contains(code) {
                    run.check(Self.produced, "\(one.title) \(code)")
                } else {
                    let why = Self.reasons[code] ?? "no request of this suite led to it"
                    run.skip(Self.produced, "\(one.title) \(code)", why)
                }
            }
            let statuses = run.seenStatuses[one.operation.id] ?? []
            for status in one.successes.compactMap(\.response.status) {
                if statuses.contains(status) {
                    run.check(Self.reached, "\(one.title) \(status)")
                } else {
                    run.skip(Self.reached, "\(one.title) \(status)", "no request of this suite led to it")
                }
            }
        }
    }
}
