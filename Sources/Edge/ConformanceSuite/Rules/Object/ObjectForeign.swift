import APISpec

/// Objects of other people, by their id.
struct ObjectForeign: Probe {
    static let rule = Rule(
        "object.foreign", "Another person's object is answered as if it did not exist", basis: "x-owner", fault: 306)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where !one.operation.path.parameterNames.isEmpty {
            guard let exceptions = one.ownerExceptions else {
                run.skip(Self.rule, one.title, "no x-owner says whose objects these are", .nothingToStandOn)
                continue
            }
            guard let code = one.absence(in: run.spec) else { continue }
            try await foreign(one, exceptions, code, run)
        }
    }

    private func foreign(
        _ one: JudgedOperation, _ exceptions: [String], _ code: String, _ run: Run
    ) async throws(Abort) {
        let allowed = run.identities.filter { one.allows($0.role) }
        var isDone = false
        for owner in run.identities {
            guard let path = try await run.ownPath(of: one, as: owner) else { continue }
            for other in allowed where other.user != owner.user {
                isDone = true
                let base = run.base(of: one, as: other, path: path)
                let ask = run.ask(one, base, as: other, "as \(other.role), the object of \(owner.role)")
                if exceptions.contains(other.role) {
                    guard one.isSafe, let response = try await run.send(ask) else { continue }
                    run.expectSuccess(Self.rule, ask, response, because: one.ownerLocation)
                } else if let response = try await run.send(ask) {
                    run.expect(code, Self.rule, ask, response, because: one.ownerLocation)
                }
            }
        }
        if !isDone {
            run.skip(Self.rule, one.title, "it takes two users who may call it, one of whom can make an object")
        }
    }
}
