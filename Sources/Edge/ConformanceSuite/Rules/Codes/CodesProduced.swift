import APISpec

/// Which declared codes were seen; what was not seen is listed with the reason.
struct CodesProduced: Probe {
    static let rule = Rule(
        "codes.produced", "Every declared error code was produced in this run", basis: "x-error-codes")

    private static let reasons = [
        "INTERNAL_ERROR": "it takes a fault of the server",
        "SERVICE_UNAVAILABLE": "it takes an overloaded or stopping server",
        "DEADLINE_EXCEEDED": "it takes work that outlasts x-deadline-ms",
        "RATE_LIMIT_EXCEEDED": "the limit is counted on one operation of each category",
    ]

    func run(_ run: Run) async throws(Abort) {
        guard run.selection.isWhole else {
            return run.skip(Self.rule, "all operations", "only a part of the rules was run")
        }
        for one in run.spec.operations {
            let seen = run.seenCodes[one.operation.id] ?? []
            for code in one.operation.errorCodes {
                if seen.contains(code) {
                    run.check(Self.rule, "\(one.title) \(code)")
                } else {
                    let why = Self.reasons[code] ?? "no request of this suite led to it"
                    run.skip(Self.rule, "\(one.title) \(code)", why)
                }
            }
        }
    }
}
