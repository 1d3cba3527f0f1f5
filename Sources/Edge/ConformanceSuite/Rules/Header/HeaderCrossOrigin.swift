import APISpec

/// A page of a stranger may not use what its visitor may.
struct HeaderCrossOrigin: Probe {
    static let rule = Rule(
        "header.cross-origin", "No origin that is not known is let in with the caller's credentials",
        basis: "Fetch standard section 3.2, CORS protocol")

    private static let field = "access-control-allow-origin"
    private static let origins = ["https://zz.example", "null", "http://localhost.zz.example"]

    func run(_ run: Run) async throws(Abort) {
        guard let (one, identity) = run.plainest(secured: true) ?? run.plainest(secured: false) else {
            return run.skip(Self.rule, "origins", "no safe operation without path parameters")
        }
        guard !one.operation.responses.contains(where: { $0.headers.contains { $0.name.lowercased() == Self.field } })
        else {
            return run.skip(Self.rule, one.title, "it declares \(Self.field) itself", .nothingToStandOn)
        }
        let base = run.base(of: one, as: identity, path: run.anyPath(of: one))
        for origin in Self.origins {
            var plain = run.ask(one, base, as: identity, "Origin: \(origin)")
            plain.request.headers.append(("Origin", origin))
            var preflight = plain
            preflight.request = RawRequest(
                method: "OPTIONS", target: plain.request.target,
                headers: [
                    ("Origin", origin), ("Access-Control-Request-Method", "DELETE"),
                    ("Access-Control-Request-Headers", "authorization"),
                ])
            preflight.attempt = "a preflight from \(origin)"
            preflight.operation = nil
            preflight.title = one.title
            for ask in [plain, preflight] {
                guard let response = try await run.send(ask) else { continue }
                run.check(Self.rule, ask)
                if let fault = Self.fault(response, origin) {
                    run.fail(Self.rule, ask, expected: "no such leave for \(origin)", got: fault, spec: one.location)
                }
            }
        }
    }

    /// What an answer allows that it must not; nil where all is well.
    static func fault(_ response: RawResponse, _ origin: String) -> String? {
        guard let allowed = response[field] else { return nil }
        let withCredentials = response["access-control-allow-credentials"]?.lowercased() == "true"
        if allowed == origin { return "Access-Control-Allow-Origin: \(allowed), whoever asks" }
        return allowed == "*" && withCredentials ? "every origin with credentials" : nil
    }
}
