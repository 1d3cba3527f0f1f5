import SchemaInstances

extension ConformanceSuite {
    /// Runs the probes that are wanted.
    func judge(
        _ run: Run, _ rules: [Rule], _ tell: @Sendable (ConformanceEvent) -> Void
    ) async throws(Abort) {
        let isWanted = { (probe: any Probe) in selection.has(probe.rule) || feeds(probe) }
        let (first, last) = (Registry.probes.filter(isWanted), Registry.lastProbes.filter(isWanted))
        let count = first.count + last.count + 1
        for probe in first + last { try await probe.begin(run) }
        for (index, probe) in first.enumerated() {
            tell(.step(probe.rule.id, done: index, of: count))
            try await time(probe, run)
        }
        // The limits come last, and nothing may be left to clean up behind them.
        tell(.step("asking again, cleaning up", done: first.count, of: count))
        try await finish(run)
        for (index, probe) in last.enumerated() {
            tell(.step(probe.rule.id, done: first.count + 1 + index, of: count))
            try await time(probe, run)
        }
        try await finish(run)
    }

    private func time(_ probe: any Probe, _ run: Run) async throws(Abort) {
        if type(of: probe).asksWhatIsKept, run.spec.isAnybodys {
            let why = "the document does not say that the server keeps what it is given"
            return run.skip(probe.rule, "the specification", why, .nothingToStandOn)
        }
        let start = run.clock()
        try await probe.run(run)
        run.ledger.seconds[probe.rule.id] = Double(run.clock() - start) / 1_000_000_000
    }

    private func finish(_ run: Run) async throws(Abort) {
        if selection.endsAtFirstFinding { return }
        if asksAgain { try await run.askAgain() }
        try await run.cleanUp()
    }

    /// Whether a probe is run for a watch that was asked for by name.
    private func feeds(_ probe: any Probe) -> Bool {
        guard !selection.rules.isEmpty else { return false }
        let feeders = Registry.watches.filter { selection.has($0.rule) }.flatMap(\.feeders)
        return !feeders.isEmpty && probe.rule.isNamed(by: feeders)
    }
}
