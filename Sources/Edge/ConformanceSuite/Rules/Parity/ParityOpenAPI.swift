import APISpec

/// The OpenAPI document that callers get.
struct ParityOpenAPI: Probe {
    static let rule = Rule(
        "parity.openapi", "The OpenAPI document that the server publishes is the one of the files",
        basis: "openapi.yaml")

    func run(_ run: Run) async throws(Abort) {
        let wanted = run.spec.contract.published.openAPI
        try await ServedDocument(members: ["openapi", "paths"], wanted: wanted, source: run.spec.openAPI)
            .judge(Self.rule, run)
    }
}
