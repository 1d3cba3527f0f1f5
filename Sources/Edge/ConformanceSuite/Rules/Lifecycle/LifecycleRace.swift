import APISpec
import JSON

/// Many callers at the same moment.
struct LifecycleRace: Probe {
    static let rule = Rule(
        "lifecycle.race", "Of calls at the same moment that exclude each other exactly one succeeds",
        basis: "x-lifecycle, x-error-codes")
    private static let racers = 8
    private static let rounds = 3

    func run(_ run: Run) async throws(Abort) {
        if run.spec.contract.lifecycles.isEmpty {
            return run.skip(Self.rule, "the specification", "no x-lifecycle", .nothingToStandOn)
        }
        for lifecycle in run.spec.contract.lifecycles {
            guard let work = run.lifecycleWork(lifecycle) else {
                run.skip(Self.rule, lifecycle.path, "no user who may make, read and work on it")
                continue
            }
            for (one, command) in work.commands where command.from.contains(lifecycle.initial) {
                // Once it is there, or has moved on from there, it must not be possible again.
                guard lifecycle.reachable(from: command.to).isDisjoint(with: command.from),
                    one.allows(work.question.identity.role),
                    let code = one.codes(withStatus: 409, in: run.spec).first
                else { continue }
                for _ in 0..<Self.rounds { try await race(one, code, work, run) }
            }
        }
    }

    private func race(_ one: JudgedOperation, _ code: String, _ work: LifecycleWork, _ run: Run) async throws(Abort) {
        guard let made = try await work.question.make(run) else { return }
        let suffix = one.operation.path.segments.dropFirst(work.question.reader.operation.path.segments.count)
        let path = suffix.reduce("\(made.collection)/\(ParameterText.encoded(made.id))") { path, segment in
            if case .literal(let text) = segment { "\(path)/\(text)" } else { path }
        }
        let base = run.base(of: one, as: work.question.identity, path: path)
        let ask = run.ask(one, base, as: work.question.identity, "\(Self.racers) calls at the same moment")
        let answers = try await run.sendAtOnce(ask.request, count: Self.racers)
        run.check(Self.rule, ask)
        let winners = answers.count { 200..<300 ~= $0.status }
        if winners != 1 {
            run.fail(
                Self.rule, ask, expected: "1 of \(answers.count) succeeds", got: "\(winners)",
                spec: work.lifecycle.location)
        }
        let limited = run.spec.status(of: "RATE_LIMIT_EXCEEDED") ?? 429
        for loser in answers where !(200..<300 ~= loser.status) && loser.status != limited {
            run.expect(code, Self.rule, ask, loser, because: work.lifecycle.location)
        }
    }
}
