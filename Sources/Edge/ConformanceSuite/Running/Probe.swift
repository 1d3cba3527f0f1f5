/// Something that asks the server and judges what it answers: one rule, or a family that shares its questions.
protocol Probe: Sendable {
    /// What it can find; it runs when one of them is wanted.
    var rules: [Rule] { get }
    func run(_ run: Run) async throws(Abort)
}

/// Something that judges every answer, whoever asked for it.
protocol Watch: Sendable {
    var rule: Rule { get }
    /// The rules whose probes are run for it when it alone is wanted.
    var feeders: [String] { get }
    func judge(_ exchange: Exchange, _ run: Run)
}

/// One question and its answer.
struct Exchange {
    var ask: Ask
    var response: RawResponse

    var subject: String { ask.subject }
}

/// A request with what it is about.
struct Ask {
    var operation: JudgedOperation?
    var request: RawRequest
    /// In words, for findings.
    var attempt: String
    var identity: Identity?
    /// What it is about where there is no operation.
    var title = ""

    var subject: String { operation?.title ?? title }
}

/// Why a run cannot go on.
struct Abort: Error, Sendable {
    var reason: String
}
