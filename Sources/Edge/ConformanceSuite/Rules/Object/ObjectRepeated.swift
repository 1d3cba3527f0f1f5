import APISpec

/// The same action twice on one object.
struct ObjectRepeated: Probe {
    static let rule = Rule(
        "object.repeated", "An action done twice succeeds again or is refused with a declared conflict",
        basis: "x-error-codes of status 409")

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where !one.operation.path.parameterNames.isEmpty {
            guard !one.isSafe, !run.touchesSession(one) else { continue }
            guard let identity = run.caller(of: one), let base = try await run.base(of: one, as: identity, fresh: true)
            else {
                run.skip(Self.rule, one.title, "no object to act on")
                continue
            }
            try await twice(one, base, as: identity, run)
        }
    }

    private func twice(_ one: JudgedOperation, _ base: Base, as identity: Identity, _ run: Run) async throws(Abort) {
        let conflicts = one.codes(withStatus: 409, in: run.spec)
        for time in ["once", "twice"] {
            let ask = run.ask(one, base, as: identity, time)
            guard let response = try await run.send(ask) else { return }
            run.check(Self.rule, ask)
            if one.isSuccess(response.status) { continue }
            let allowed = conflicts + (one.operation.method == "DELETE" ? [one.absence(in: run.spec) ?? ""] : [])
            let isAllowed = allowed.contains { run.spec.status(of: $0) == response.status }
            if time == "twice", isAllowed, run.lacksItsCode(response, ask) { continue }
            if time == "once" || !allowed.contains(response.errorCode ?? "") {
                run.fail(
                    Self.rule, ask, expected: time == "once" ? "2xx" : "2xx or \(allowed.joined(separator: " or "))",
                    got: response.summary, spec: one.location(of: "x-error-codes"))
            }
        }
    }
}
