import JSON

/// A rule with what it asks and how it judges.
protocol JudgedRule: Sendable {
    static var rule: Rule { get }
}

extension JudgedRule {
    var rule: Rule { Self.rule }
}

/// A rule that asks the server itself.
///
/// What several rules ask alike is asked once: a trace that `Run` keeps.
protocol Probe: JudgedRule {
    func run(_ run: Run) async throws(Abort)
    /// Whether it holds only where the server keeps what it is given, which no document of anybody's says.
    static var asksWhatIsKept: Bool { get }
    /// Opens what must be open for long before it is judged; called before any rule runs.
    func begin(_ run: Run) async throws(Abort)
}

extension Probe {
    static var asksWhatIsKept: Bool { false }

    func begin(_ run: Run) async throws(Abort) {}
}

/// A rule that judges every answer, whoever asked for it.
protocol Watch: JudgedRule {
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
    /// The place in the body that breaks its schema, where that is what is asked about.
    var fault: JSONPointer?
    /// Whether it guesses a password, for which a server may make it wait (NIST SP 800-63B section 5.2.2).
    var isGuess = false
    /// The address to ask from; nil: whichever has asked least of late.
    var source: String?

    var subject: String { operation?.title ?? title }
}

/// Why a run cannot go on.
struct Abort: Error, Sendable {
    var reason: String
}
