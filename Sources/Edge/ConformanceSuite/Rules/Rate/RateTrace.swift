import APISpec

/// One rate limit counted out: everything that was asked, and what came.
struct RateTrace {
    let policy: RateLimitPolicy
    let operation: JudgedOperation
    /// The question that was put again and again; its subject is the name of the limit.
    let ask: Ask
    /// What passed, in order of arrival.
    var answers: [RawResponse] = []
    /// The first refusal; nil where none came.
    var refused: RawResponse?
    /// From the first question to the last answer.
    var seconds = 0.0
    /// What another user got while this one was refused.
    var other: (identity: Identity, response: RawResponse)?
    /// What came after the wait that the refusal names, and that wait in seconds.
    var after: (seconds: Int, response: RawResponse)?

    /// The same question with other words for findings.
    func ask(_ attempt: String) -> Ask {
        var next = ask
        next.attempt = attempt
        return next
    }
}

extension Run {
    /// Every limit counted out, once in a run; what cannot be counted is skipped with the reason.
    func countedRates(for rule: Rule) async throws(Abort) -> [RateTrace] {
        if rateCounts == nil { rateCounts = try await RateCounting().run(self) }
        for (name, why, kind) in rateCounts?.uncounted ?? [] { skip(rule, name, why, kind) }
        return rateCounts?.traces ?? []
    }
}
