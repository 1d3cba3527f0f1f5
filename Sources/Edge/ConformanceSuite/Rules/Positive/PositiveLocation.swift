import APISpec

/// What a creation made can be read where its answer says.
struct PositiveLocation: Probe {
    static let rule = Rule(
        "positive.location", "Location of a 201 leads to what was made", basis: "RFC 9110 section 15.3.2", fault: 120)

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations where one.declares(201) && !run.touchesSession(one) {
            guard let identity = run.speaker(for: one),
                let base = try await run.base(of: one, as: identity, fresh: !one.isSafe)
            else { continue }
            let ask = run.ask(one, base, as: identity, "to follow Location")
            guard let response = try await run.send(ask), response.status == 201 else { continue }
            try await run.remember(response, "id", in: base.path, as: identity)
            try await follow(response, ask, as: identity, run)
        }
    }

    private func follow(_ response: RawResponse, _ ask: Ask, as identity: Identity, _ run: Run) async throws(Abort) {
        guard let place = response["location"] else { return }
        let path = String(ask.request.target.prefix { $0 != "?" })
        let target =
            place.hasPrefix("/") ? place : path + "/" + (place.split(separator: "/").last.map(String.init) ?? "")
        guard let reader = run.operation("GET", at: target), reader.allows(identity.role) else { return }
        let base = run.base(of: reader, as: identity, path: target)
        let next = run.ask(reader, base, as: identity, "Location of \(ask.subject)")
        if let answer = try await run.send(next) { run.expectSuccess(Self.rule, next, answer) }
    }
}
