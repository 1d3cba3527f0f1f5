/// HEAD between other requests: a body behind its answer would be read as the next one.
struct FramingHead: Probe {
    static let rule = Rule(
        "framing.head", "An answer to HEAD ends with its fields, be it a refusal or not", basis: "RFC 9112 section 6.3")

    func run(_ run: Run) async throws(Abort) {
        let reads = try await PipelineTalk.requests(run).filter { $0.request.method == "GET" }
        let pairs = reads.flatMap { ask -> [Ask] in
            var head = ask
            head.request.method = "HEAD"
            return [head, ask]
        }
        try await PipelineTalk.judge(Self.rule, pairs, run)
    }
}
