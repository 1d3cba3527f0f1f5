import APISpec
import JSON

/// Which declared statuses below 400 were seen; each that was not is a finding.
struct CodesReached: Probe {
    static let rule = Rule(
        "codes.reached", "Every declared status below 400 was reached in this run", basis: "responses of the operation")

    func run(_ run: Run) async throws(Abort) {
        guard run.selection.isWhole else {
            return run.skip(Self.rule, "all operations", "only a part of the rules was run", .outOfTime)
        }
        for one in run.spec.operations {
            let declared = one.responses.filter { $0.response.status.map { $0 < 400 } ?? false }
            for response in declared {
                guard let status = response.response.status else { continue }
                if !has(run, one, status) { try await SecondLook(operation: one).run(run) }
                if !has(run, one, status) { try await prefer(status, one, run) }
                judge(one, status, response.location, run)
            }
        }
    }

    /// Asks a document's mock for the status (RFC 7240); a server that knows no such preference answers as always.
    private func prefer(_ status: Int, _ one: JudgedOperation, _ run: Run) async throws(Abort) {
        guard run.spec.isAnybodys, let identity = run.caller(of: one),
            let base = try await run.base(of: one, as: identity, fresh: !one.isSafe)
        else { return }
        var ask = run.ask(one, base, as: identity, "Prefer: code=\(status)")
        ask.request = ask.request.with("Prefer", "code=\(status)")
        _ = try await run.send(ask)
    }

    private func has(_ run: Run, _ one: JudgedOperation, _ status: Int) -> Bool {
        run.seenStatuses[one.operation.id]?.contains(status) == true
    }

    private func judge(_ one: JudgedOperation, _ status: Int, _ place: SourceLocation?, _ run: Run) {
        let subject = "\(one.title) \(status)"
        let isSeen = has(run, one, status)
        // A document of anybody's may describe answers that its server gives to others.
        let hasAnother = run.seenStatuses[one.operation.id]?.contains { $0 < 400 } == true
        if !isSeen, run.spec.isAnybodys, hasAnother {
            return run.skip(Self.rule, subject, "the operation answered with another declared status")
        }
        if !isSeen, run.contradictions.contains(where: { $0.subject == one.title }) {
            return run.skip(Self.rule, subject, "the document contradicts itself about it", .nothingToStandOn)
        }
        run.check(Self.rule, subject)
        if isSeen { return }
        run.find(
            Finding(
                rule: Self.rule.id, subject: subject, attempt: "every request of this run", expected: "\(status)",
                got: "other answers only", spec: place ?? one.location, curl: ""))
    }
}
