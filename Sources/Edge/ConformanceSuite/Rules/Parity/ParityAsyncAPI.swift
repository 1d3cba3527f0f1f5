import APISpec

/// The AsyncAPI document that callers get.
struct ParityAsyncAPI: Probe {
    static let rule = Rule(
        "parity.asyncapi", "The AsyncAPI document that the server publishes is the one of the files",
        basis: "asyncapi.yaml")

    func run(_ run: Run) async throws(Abort) {
        let wanted = run.spec.contract.published.asyncAPI
        try await ServedDocument(members: ["asyncapi", "channels"], wanted: wanted, source: run.spec.asyncAPI)
            .judge(Self.rule, run)
    }
}
