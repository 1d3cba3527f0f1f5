/// Requests sent one behind the other.
struct FramingPipelining: Probe {
    static let rule = Rule(
        "framing.pipelining", "Requests sent one behind the other are answered each as on its own, in their order",
        basis: "RFC 9112 section 9.3.2")

    func run(_ run: Run) async throws(Abort) {
        try await PipelineTalk.judge(Self.rule, PipelineTalk.requests(run), run)
    }
}
