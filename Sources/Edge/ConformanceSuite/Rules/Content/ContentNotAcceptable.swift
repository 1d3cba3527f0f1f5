import APISpec

/// Answers of a type that is not made.
struct ContentNotAcceptable: Probe {
    static let rule = Rule(
        "content.not-acceptable", "An Accept field that leaves out every answer is refused with NOT_ACCEPTABLE",
        basis: "content of the responses")
    private static let fields = ["application/x-not-declared", "text/html, image/*;q=0.5", "application/json;q=0"]

    func run(_ run: Run) async throws(Abort) {
        for one in run.spec.operations {
            guard let identity = run.caller(of: one) ?? run.identities.first else { continue }
            guard one.operation.errorCodes.contains("NOT_ACCEPTABLE") else {
                run.skip(Self.rule, one.title, "NOT_ACCEPTABLE is not among its x-error-codes", .nothingToStandOn)
                continue
            }
            let path = try await run.path(of: one, as: identity) ?? run.anyPath(of: one)
            let base = run.base(of: one, as: identity, path: path)
            for text in Self.fields where Self.leavesOut(text, one.successes.flatMap(\.mediaTypes)) {
                var ask = run.ask(one, base, as: identity, "Accept: \(text)")
                ask.request = ask.request.with("Accept", text)
                guard let response = try await run.send(ask) else { continue }
                run.expect("NOT_ACCEPTABLE", Self.rule, ask, response, because: one.location(of: "responses"))
            }
        }
    }

    private static func leavesOut(_ text: String, _ declared: [String]) -> Bool {
        text.hasSuffix("q=0") ? declared == ["application/json"] : !declared.contains(where: text.contains)
    }
}
